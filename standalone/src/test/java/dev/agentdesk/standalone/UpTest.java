package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpTest {

    @TempDir
    private Path folder;

    @Test
    void saysInOneSentenceThatAPortIsInUseAndLeavesNoFolder() throws Exception {
        var data = folder.resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var words = List.of("up", "--data", data.toString(), "--port", Integer.toString(taken.getLocalPort()));
            var up = new Up(Console.ofProcess(), Options.parse(words, Set.of("--data", "--port"), Set.of()));

            assertThatThrownBy(up::run)
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Port " + taken.getLocalPort()
                            + " is in use by another program; choose one with \"./agentdesk up --port N\".");
        }
        assertThat(data).doesNotExist();
    }
}
