package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.Terminal;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchiveIT {

    private static Terminal terminal;
    private static FilesClient files;

    @BeforeAll
    static void start() {
        terminal = Terminal.shared();
        files = FilesClient.of(terminal);
    }

    @Test
    void sendsAFolderWithoutWhatIsNoFile() throws Exception {
        files.put("box/a.txt", "alpha");
        files.put("box/sub/b.txt", "beta");
        terminal.bash(
                files.workspace(),
                "cd box; mkdir none; ln -s /etc/passwd link; mkfifo pipe; echo x > 'back\\slash'; echo y > 'c:drive'");
        var answer = archive("box");
        assertThat(unpacked(answer))
                .containsOnlyKeys("a.txt", "sub/", "sub/b.txt", "none/", "back_slash", "c_drive")
                .containsEntry("a.txt", 5L);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .endsWith("box.zip");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue("sandbox; default-src 'none'");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    }

    @Test
    void sendsManyFilesWhileTheyAreRead() throws Exception {
        terminal.bash(
                files.workspace(),
                "mkdir many; cd many; for i in $(seq 3000); do echo $i > file-$i; done;"
                        + "head -c 30000000 /dev/zero > large");
        var all = unpacked(archive("many"));
        assertThat(all).hasSize(3001).containsEntry("large", 30_000_000L).containsEntry("file-3000", 5L);
        files.delete("many");
    }

    @Test
    void answersWithAProblemBeforeTheFirstByte() {
        files.put("single", "x");
        assertThat(get("none").code()).isEqualTo("not-found");
        assertThat(get("single").code()).isEqualTo("conflict");
        assertThat(get("../x").status()).isEqualTo(400);
        assertThat(terminal.service()
                        .anonymous()
                        .get(files.files() + "/archive")
                        .status())
                .isEqualTo(401);
    }

    private static dev.agentdesk.testkit.service.ApiClient.Answer get(String path) {
        return files.api().get(files.files() + "/archive?path=" + FilesClient.encoded(path));
    }

    private static HttpResponse<java.io.InputStream> archive(String path) throws Exception {
        var request = files.api().request(files.files() + "/archive?path=" + FilesClient.encoded(path));
        return files.api().http().send(request.build(), BodyHandlers.ofInputStream());
    }

    private static TreeMap<String, Long> unpacked(HttpResponse<java.io.InputStream> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        var sizes = new TreeMap<String, Long>();
        try (var zip = new ZipInputStream(answer.body())) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                sizes.put(entry.getName(), zip.transferTo(java.io.OutputStream.nullOutputStream()));
            }
        }
        return sizes;
    }
}
