package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.terminal.files.Search.Hit;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SearchTest {

    @Test
    void takesTextForWhatItSays() {
        assertThat(Search.of("a.*b", false, false).in("xA.*By")).contains(new Hit(1, 5));
        assertThat(Search.of("a.*b", false, false).in("aXXb")).isEmpty();
        assertThat(Search.of("Über", false, true).in("über")).isEmpty();
        assertThat(Search.of("Über", false, false).in("darüber")).contains(new Hit(3, 7));
    }

    @Test
    void takesPatternsWhereAsked() {
        assertThat(Search.of("a.*b", true, false).in("xAXXBy")).contains(new Hit(1, 5));
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> Search.of("(", true, false));
        assertThatThrownBy(() -> Search.of(" ", false, false)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void noPatternRunsForLong() {
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> Search.of("(a+)+$", true, false).in("a".repeat(20_000) + "!"));
    }
}
