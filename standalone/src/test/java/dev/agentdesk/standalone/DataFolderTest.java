package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temporary;

    @Test
    void isClosedToEverybodyElse() throws Exception {
        var root = temporary.resolve("data");
        try (var folder = new DataFolder(root).lock()) {
            assertThat(mode(root)).isEqualTo("rwx------");
            assertThat(mode(folder.logs())).isEqualTo("rwx------");
        }
    }

    @Test
    void holdsOneInstance() {
        try (var first = new DataFolder(temporary).lock()) {
            assertThat(first.root()).isEqualTo(temporary);
            assertThatThrownBy(() -> new DataFolder(temporary).lock())
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("already runs");
        }
    }

    @Test
    void takesTheNextInstanceWhenTheFirstHasEnded() {
        new DataFolder(temporary).lock().close();

        try (var second = new DataFolder(temporary).lock()) {
            assertThat(second.root()).isEqualTo(temporary);
        }
    }

    @Test
    void saysWhenItCanNotBeUsed() throws Exception {
        var file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> new DataFolder(file.resolve("below")).lock())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("can't be used");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
