package dev.agentdesk.kit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultPointsTest {

    @TempDir
    private Path folder;

    @Test
    void holdsTheNthToPassOnceItIsArmedAndSaysSo() throws Exception {
        var armed = folder.resolve("armed");
        var faults = FaultPoints.parse("other:hold,append.after@2:hold?" + armed);
        faults.at("append.after");
        faults.at("append.after");
        Files.createFile(armed);
        faults.at("append.after");
        assertThat(armed).exists();

        var held = Thread.ofVirtual().start(() -> faults.at("append.after"));
        assertThat(held.join(Duration.ofMillis(300))).as("has passed").isFalse();
        assertThat(armed).doesNotExist();
        faults.at("append.after");
        held.interrupt();
        assertThat(held.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void passesEveryPlaceInProduction() {
        FaultPoints.none().at("append.after");
        FaultPoints.parse(" ").at("append.after");
    }

    @Test
    void knowsNoOtherEnds() {
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPoints.parse("append.after:pause"));
    }
}
