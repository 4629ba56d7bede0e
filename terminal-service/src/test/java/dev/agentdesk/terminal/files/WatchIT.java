package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.support.Terminal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WatchIT {

    private final Terminal terminal = Terminal.shared();
    private final FilesClient files = new FilesClient(terminal.admin(), terminal.workspace("{}"));
    private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private java.io.@org.jspecify.annotations.Nullable InputStream stream;

    @BeforeEach
    void watch() throws Exception {
        files.put("old/file", "x");
        var request = files.api().request(files.files() + "/watch").build();
        var answer = files.api().http().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        var body = answer.body();
        stream = body;
        Thread.ofVirtual().start(() -> read(body));
        var first = next();
        assertThat(first.path("type").asString()).isEqualTo("watching");
        assertThat(first.path("complete").asBoolean()).isTrue();
        assertThat(first.path("folders").asInt()).isEqualTo(2);
    }

    @AfterEach
    void end() throws Exception {
        var open = stream;
        if (open != null) {
            open.close();
        }
    }

    @Test
    void seesWhatIsMadeChangedRenamedAndDeleted() throws Exception {
        files.put("new.txt", "1");
        var created = next();
        assertThat(created.path("type").asString()).isEqualTo("created");
        assertThat(created.path("path").asString()).isEqualTo("new.txt");
        assertThat(created.path("entry").path("size").asInt()).isEqualTo(1);
        assertThat(created.path("entry").path("last_writer").path("type").asString())
                .isEqualTo("user");
        var tag = files.put("new.txt", "22").header("ETag");
        var modified = next();
        assertThat(modified.path("type").asString()).isEqualTo("modified");
        assertThat(modified.path("entry").path("etag").asString()).isEqualTo(tag);
        files.move("new.txt", "old/renamed.txt");
        var renamed = next();
        assertThat(renamed.path("type").asString()).isEqualTo("renamed");
        assertThat(renamed.path("from").asString()).isEqualTo("new.txt");
        assertThat(renamed.path("path").asString()).isEqualTo("old/renamed.txt");
        files.delete("old/renamed.txt");
        var deleted = next();
        assertThat(deleted.path("type").asString()).isEqualTo("deleted");
        assertThat(deleted.path("path").asString()).isEqualTo("old/renamed.txt");
        assertThat(deleted.path("entry").isNull()).isTrue();
    }

    @Test
    void seesIntoNewAndRenamedFolders() throws Exception {
        files.put("a/b/c.txt", "1");
        assertThat(paths("created", 3)).containsExactlyInAnyOrder("a", "a/b", "a/b/c.txt");
        files.move("a", "z");
        assertThat(next().path("path").asString()).isEqualTo("z");
        files.put("z/b/c.txt", "2");
        var modified = next();
        assertThat(modified.path("type").asString()).isEqualTo("modified");
        assertThat(modified.path("path").asString()).isEqualTo("z/b/c.txt");
        files.delete("z");
        assertThat(paths("deleted", 3)).contains("z");
        files.put("old/file", "y");
        assertThat(next().path("path").asString()).isEqualTo("old/file");
    }

    @Test
    void seesWhatCommandsDo() throws Exception {
        terminal.inner().put("/internal/environments/" + files.workspace(), "{\"generation\":1}");
        terminal.bash(files.workspace(), "echo hello > by-agent");
        var created = next();
        assertThat(created.path("path").asString()).isEqualTo("by-agent");
        assertThat(created.path("entry").path("last_writer").isNull()).isTrue();
        terminal.bash(files.workspace(), "ln -s /etc out; echo x >> by-agent");
        assertThat(java.util.List.of(
                        next().path("path").asString(), next().path("path").asString()))
                .containsExactlyInAnyOrder("out", "by-agent");
    }

    @Test
    void asksToReadAnewWhereTooMuchHappened() throws Exception {
        var folder = terminal.service()
                .bean(Environments.class)
                .folder(files.workspace())
                .files();
        var flood = Files.createDirectory(folder.resolveSibling("flood"));
        for (int i = 0; i < 1500; i++) {
            Files.createFile(flood.resolve("" + i));
        }
        Files.move(flood, folder.resolve("flood"));
        var event = next();
        while (!event.path("type").asString().equals("overflow")) {
            event = next();
        }
        files.put("after", "x");
        while (!event.path("path").asString("").equals("after")) {
            event = next();
        }
        assertThat(event.path("type").asString()).isEqualTo("created");
    }

    @Test
    void endsWithTheWorkspace() throws Exception {
        terminal.service()
                .bean(Environments.class)
                .erase(files.workspace(), Terminal.stamp(files.workspace()), () -> {});
        var event = next();
        while (!event.path("type").asString().equals("gone")) {
            event = next();
        }
        assertThat(next().path("type").asString()).isEqualTo("end-of-stream");
    }

    private java.util.List<String> paths(String type, int most) throws Exception {
        var paths = new java.util.ArrayList<String>();
        for (int i = 0; i < most; i++) {
            var event = next();
            assertThat(event.path("type").asString()).isEqualTo(type);
            paths.add(event.path("path").asString());
        }
        return paths;
    }

    private JsonNode next() throws InterruptedException {
        var event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing was told");
        }
        return event;
    }

    private void read(java.io.InputStream body) {
        try (var in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("data: ")) {
                    events.add(JsonMapper.shared().readTree(line.substring(6)));
                }
            }
            events.add(JsonMapper.shared().readTree("{\"type\":\"end-of-stream\"}"));
        } catch (java.io.IOException closed) {
            events.clear();
        }
    }
}
