package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.terminal.support.Workspaces;
import dev.agentdesk.testkit.service.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArrangeIT {

    private static Terminal terminal;
    private static FilesClient files;

    @BeforeAll
    static void start() {
        terminal = Terminal.shared();
        files = FilesClient.of(terminal);
    }

    @Test
    void makesAFolderAndThoseAroundItOnce() {
        var made = files.makeFolder("new/folder/here");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("path").asString()).isEqualTo("new/folder/here");
        assertThat(made.json().path("type").asString()).isEqualTo("folder");
        assertThat(files.makeFolder("new/folder/here").status()).isEqualTo(200);
        files.put("new/file", "x");
        assertThat(files.makeFolder("new/file").code()).isEqualTo("conflict");
        assertThat(files.makeFolder("").json().path("errors").toString()).contains("/path");
    }

    @Test
    void movesAFileAndMakesTheFoldersAroundItsNewName() {
        var tag = files.put("move/a.txt", "a").header("ETag");
        var moved = files.move("move/a.txt", "move/deep/er/b.txt", "If-Match", tag);
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().path("path").asString()).isEqualTo("move/deep/er/b.txt");
        assertThat(files.get("move/a.txt").status()).isEqualTo(404);
        assertThat(files.get("move/deep/er/b.txt").header("ETag"))
                .isEqualTo(moved.json().path("etag").asString());
        assertThat(files.move("move/deep/er/b.txt", "move/c.txt", "If-Match", tag)
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(files.move("move/none", "elsewhere/x").code()).isEqualTo("not-found");
        assertThat(files.get("elsewhere").status()).isEqualTo(404);
    }

    @Test
    void replacesNothingUnlessToldTo() {
        files.put("taken/a", "a");
        files.put("taken/b", "b");
        files.put("taken/folder/c", "c");
        assertThat(files.move("taken/a", "taken/b").code()).isEqualTo("conflict");
        assertThat(files.copy("taken/a", "taken/b").code()).isEqualTo("conflict");
        assertThat(files.get("taken/b").text()).isEqualTo("b");
        for (var what : List.of("copy", "move")) {
            assertThat(files.post(what, Map.of("from", "taken/a", "to", "taken/folder", "overwrite", true))
                            .code())
                    .isEqualTo("conflict");
        }
        assertThat(files.post("copy", Map.of("from", "taken/a", "to", "taken/b", "overwrite", true))
                        .status())
                .isEqualTo(200);
        assertThat(files.get("taken/b").text()).isEqualTo("a");
        assertThat(files.post("move", Map.of("from", "taken/folder/c", "to", "taken/b", "overwrite", true))
                        .status())
                .isEqualTo(200);
        assertThat(files.get("taken/b").text()).isEqualTo("c");
    }

    @Test
    void movesAndCopiesFoldersWithAllThatIsInThem() {
        files.put("tree/a.txt", "1");
        files.put("tree/sub/run.sh", "2");
        terminal.bash(files.workspace(), "cd tree; chmod 755 sub/run.sh; ln -s a.txt link; mkfifo pipe; mkdir empty");
        assertThat(files.copy("tree", "copied").status()).isEqualTo(201);
        assertThat(files.paths("copied"))
                .containsExactlyInAnyOrder(
                        "copied/a.txt", "copied/empty", "copied/link", "copied/sub", "copied/sub/run.sh");
        assertThat(files.get("copied/link").text()).isEqualTo("1");
        assertThat(terminal.bash(files.workspace(), "test -x copied/sub/run.sh -a -L copied/link && echo ok"))
                .isEqualTo("ok\n");
        assertThat(files.move("copied", "moved/away").status()).isEqualTo(200);
        assertThat(files.paths("moved")).contains("moved/away/sub/run.sh");
        assertThat(files.get("copied/a.txt").status()).isEqualTo(404);
    }

    @Test
    void whatItMakesBelongsToTheUserOfTheWorkspace() {
        files.put("mine/a", "a");
        files.makeFolder("mine/folder");
        files.copy("mine/a", "mine/b");
        files.copy("mine", "ours");
        assertThat(terminal.bash(files.workspace(), "find mine ours ! -user $(id -u)"))
                .isEmpty();
        assertThat(terminal.bash(files.workspace(), "echo x >> ours/b; rm -r mine ours; ls -d mine ours 2>&1 | wc -l"))
                .isEqualTo("2\n");
    }

    @Test
    void putsNoFolderIntoItself() {
        files.put("self/a", "a");
        assertThat(files.move("self", "self/inner/self").code()).isEqualTo("conflict");
        assertThat(files.copy("self", "self/inner").code()).isEqualTo("conflict");
        assertThat(files.paths("self")).containsExactly("self/a");
        assertThat(files.move("", "x").status()).isEqualTo(400);
        assertThat(files.move("self", ".").code()).isEqualTo("conflict");
    }

    @Test
    void copiesNoMoreThanItCanDoAtOnce() {
        terminal.bash(files.workspace(), "mkdir -p many/$(seq -s/ 70)");
        assertThat(files.copy("many", "more").code()).isEqualTo("payload-too-large");
        assertThat(files.get("more").status()).isEqualTo(404);
        assertThat(terminal.bash(files.workspace(), "ls -A | grep -c agentdesk; rm -r many"))
                .isEqualTo("0\n");
    }

    @Test
    void saysWhoWroteAFileLast() {
        assertThat(files.put("who/a", "1")
                        .json()
                        .path("last_writer")
                        .path("type")
                        .asString())
                .isEqualTo("user");
        var session = Terminal.session();
        terminal.tool(files.workspace(), session, 1, "w1", "write", Map.of("path", "who/b", "content", "one\ntwo\n"));
        terminal.tool(
                files.workspace(),
                session,
                1,
                "e1",
                "edit",
                Map.of("path", "who/a", "old_string", "1", "new_string", "2"));
        terminal.bash(files.workspace(), "echo x > who/c; echo y >> who/b");
        var entries = files.entries("who");
        assertThat(entries.get(0).path("last_writer").path("session_id").asString())
                .isEqualTo(session);
        assertThat(entries.get(1).path("last_writer").isNull()).isTrue();
        assertThat(entries.get(2).path("last_writer").isNull()).isTrue();
        files.move("who", "whose");
        assertThat(files.move("whose/a", "whose/d")
                        .json()
                        .path("last_writer")
                        .path("session_id")
                        .asString())
                .isEqualTo(session);
    }

    @Test
    void ofManyWhoHaveSeenOneVersionOneReplacesIt() {
        var tag = files.put("race.txt", "0").header("ETag");
        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> files.put("race.txt", "by " + i, "If-Match", tag).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(answers).containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
        var news = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        files.put("fresh.txt", "by " + i, "If-None-Match", "*").status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(news).containsExactly(201, 412, 412, 412, 412, 412, 412, 412);
    }

    @Test
    void viewersLookAndEditorsChange() {
        var id = terminal.workspace("{}");
        terminal.workspaces()
                .grant(
                        id,
                        "[{\"principal\":\"usr_viewer\",\"role\":\"viewer\"},"
                                + "{\"principal\":\"usr_editor\",\"role\":\"editor\"}]");
        var owner = new FilesClient(as(Workspaces.OWNER), id);
        owner.put("a", "a");
        var viewer = owner.as(as("usr_viewer"));
        assertThat(viewer.get("a").text()).isEqualTo("a");
        assertThat(viewer.put("a", "b").code()).isEqualTo("not-found");
        assertThat(viewer.makeFolder("b").code()).isEqualTo("not-found");
        assertThat(viewer.move("a", "b").code()).isEqualTo("not-found");
        assertThat(viewer.copy("a", "b").code()).isEqualTo("not-found");
        var editor = owner.as(as("usr_editor"));
        assertThat(editor.put("a", "b").status()).isEqualTo(200);
        assertThat(editor.makeFolder("b").status()).isEqualTo(201);
        assertThat(owner.as(as("usr_other")).get("a").code()).isEqualTo("not-found");
    }

    private static ApiClient as(String id) {
        return terminal.service()
                .as(new Principal(id, "user", id, "member", List.of("files:read", "files:write"), null, null));
    }
}
