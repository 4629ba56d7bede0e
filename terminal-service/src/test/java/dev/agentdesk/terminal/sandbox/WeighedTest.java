package dev.agentdesk.terminal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeighedTest {

    @TempDir
    private Path root;

    @Test
    void addsUpByWhatTheFilesAreFor() throws IOException {
        write("wrk_1/files/a/b.txt", 10);
        write("wrk_1/outputs/ses_1/x", 5);
        write("wrk_2/files/c.txt", 7);
        write("wrk_2/checkpoints.git/objects/aa", 3);
        write("lock", 100);

        var figures = Weighed.below(root).figures();

        assertThat(figures.get("bytes")).isEqualTo(Map.of("files", 17L, "outputs", 5L, "checkpoints", 3L));
        assertThat(figures.get("files")).isEqualTo(4L);
        assertThat(figures.get("complete")).isEqualTo(true);
    }

    @Test
    void followsNoLink() throws IOException {
        write("wrk_1/files/a", 1);
        Files.createSymbolicLink(root.resolve("wrk_1/files/out"), Path.of("/usr/bin"));

        assertThat(Weighed.below(root).figures().get("bytes")).isEqualTo(Map.of("files", 1L));
    }

    private void write(String path, int bytes) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
