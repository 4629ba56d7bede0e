package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.terminal.support.Workspaces;
import dev.agentdesk.testkit.service.ApiClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesIT {

    private static final String[] BYTES = {"Content-Type", "application/octet-stream"};

    private static Terminal terminal;
    private static String workspace;

    @BeforeAll
    static void start() {
        terminal = Terminal.shared();
        workspace = terminal.running();
    }

    @Test
    void readsWhatWasWrittenAndMakesTheFoldersAroundIt() {
        var put = put("notes/2026/ä b.txt", "hello");
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.json().path("path").asString()).isEqualTo("notes/2026/ä b.txt");
        assertThat(put.json().path("size").asLong()).isEqualTo(5);
        assertThat(put.json().path("etag").asString()).isEqualTo(put.header("ETag"));
        var get = get("notes/2026/ä b.txt");
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.text()).isEqualTo("hello");
        assertThat(get.header("ETag")).isEqualTo(put.header("ETag"));
        assertThat(put("notes/2026/ä b.txt", "again").status()).isEqualTo(200);
    }

    @Test
    void listsAFolderAndWhatIsBelow() {
        put("tree/a.txt", "1");
        put("tree/sub/b.txt", "22");
        var shallow = terminal.admin().get(files() + "?path=tree").json().path("data");
        assertThat(shallow.size()).isEqualTo(2);
        assertThat(shallow.get(0).path("path").asString()).isEqualTo("tree/a.txt");
        assertThat(shallow.get(0).path("type").asString()).isEqualTo("file");
        assertThat(shallow.get(0).path("mode").asString()).isEqualTo("0644");
        assertThat(shallow.get(1).path("type").asString()).isEqualTo("folder");
        var deep = terminal.admin().get(files() + "?path=tree&depth=3").json().path("data");
        assertThat(deep.toString()).contains("tree/sub/b.txt");
        assertThat(terminal.admin().get(files() + "?path=none").status()).isEqualTo(404);
        assertThat(terminal.admin().get(files() + "?path=tree/a.txt").code()).isEqualTo("conflict");
        assertThat(terminal.admin().get(files() + "?depth=0").code()).isEqualTo("invalid-request");
    }

    @Test
    void whatAnAgentWritesIsSeenAndTheOtherWayRound() {
        terminal.bash(workspace, "mkdir -p shared && echo from-agent > shared/a");
        assertThat(get("shared/a").text()).isEqualTo("from-agent\n");
        put("shared/b", "from-a-person");
        assertThat(terminal.bash(workspace, "cat shared/b; echo more >> shared/b; stat -c %U shared/b >/dev/null"))
                .isEqualTo("from-a-person");
        assertThat(get("shared/b").text()).isEqualTo("from-a-personmore\n");
    }

    @Test
    void sendsRanges() {
        put("range.bin", "0123456789");
        var part = get("range.bin", "Range", "bytes=2-5");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("2345");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-5/10");
        assertThat(get("range.bin", "Range", "bytes=-3").text()).isEqualTo("789");
        assertThat(get("range.bin", "Range", "bytes=99-").code()).isEqualTo("range-not-satisfiable");
        assertThat(get("range.bin", "Range", "bytes=2-5", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sendsNothingThatTheClientHasAlready() {
        put("cached.txt", "x");
        var tag = get("cached.txt").header("ETag");
        var again = get("cached.txt", "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @Test
    void writesOnlyOverTheVersionThatTheWriterHasSeen() {
        var first = put("edited.txt", "1").header("ETag");
        assertThat(put("edited.txt", "2", "If-Match", first).status()).isEqualTo(200);
        var refused = put("edited.txt", "3", "If-Match", first);
        assertThat(refused.code()).isEqualTo("precondition-failed");
        assertThat(refused.json().path("current").path("etag").asString())
                .isEqualTo(get("edited.txt").header("ETag"));
        assertThat(put("edited.txt", "3", "If-None-Match", "*").status()).isEqualTo(412);
        assertThat(put("absent.txt", "3", "If-Match", first).status()).isEqualTo(412);
        assertThat(delete("edited.txt", "If-Match", first).status()).isEqualTo(412);
        assertThat(get("edited.txt").text()).isEqualTo("2");
    }

    @Test
    void deletesFilesAndFolders() {
        put("gone/a/b.txt", "x");
        assertThat(delete("gone").code()).isEqualTo("conflict");
        assertThat(get("gone/a/b.txt").status()).isEqualTo(200);
        assertThat(delete("gone/a/b.txt").status()).isEqualTo(204);
        assertThat(terminal.admin()
                        .delete(files() + "/content?path=gone&recursive=true")
                        .status())
                .isEqualTo(204);
        assertThat(get("gone/a/b.txt").status()).isEqualTo(404);
        assertThat(delete("gone").status()).isEqualTo(404);
        assertThat(delete("").status()).isEqualTo(409);
    }

    @Test
    void neverSendsAnythingThatABrowserWouldRun() {
        put("evil.html", "<script>alert(1)</script>");
        put("evil.svg", "<svg onload='alert(1)'/>");
        for (var name : List.of("evil.html", "evil.svg")) {
            var answer = get(name);
            assertThat(answer.header("Content-Disposition")).startsWith("attachment");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Content-Type")).doesNotContain("html", "svg");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../other", "a/../../b", "/etc/passwd", "a\\b", "a//b", "a\u0000b", "a\nb", "..", "a/./b"})
    void refusesNamesThatLeadAnywhereElse(String path) {
        assertThat(get(path).json().path("errors").toString()).contains("?path");
        assertThat(put(path, "x").status()).isEqualTo(400);
        assertThat(delete(path).status()).isEqualTo(400);
        assertThat(terminal.admin().get(files() + "?path=" + encoded(path)).status())
                .isEqualTo(400);
    }

    @Test
    void followsNoLinkToTheOutside() throws Exception {
        terminal.bash(workspace, "ln -s /etc out; ln -s /etc/passwd pw; ln -s ../../ up; mkfifo pipe");
        assertThat(get("out/passwd").code()).isEqualTo("invalid-request");
        assertThat(get("pw").code()).isEqualTo("invalid-request");
        assertThat(get("up/.installation").code()).isEqualTo("invalid-request");
        assertThat(put("out/new", "x").status()).isEqualTo(400);
        assertThat(get("pipe").code()).isEqualTo("conflict");
        assertThat(put("pw", "mine").status()).isEqualTo(200);
        assertThat(Files.readString(Path.of("/etc/passwd"))).contains("root:");
        assertThat(get("pw").text()).isEqualTo("mine");
    }

    @Test
    void staysReadableWhenStopped() {
        var id = terminal.running();
        terminal.admin().put(files(id) + "/content?path=kept.txt", "kept", BYTES);
        terminal.service()
                .bean(dev.agentdesk.terminal.environment.Environments.class)
                .stop(id, 1, Terminal.stamp(id));
        assertThat(terminal.admin().get(files(id) + "/content?path=kept.txt").text())
                .isEqualTo("kept");
    }

    @Test
    void isThereBeforeTheEnvironmentIs() {
        var id = terminal.workspace("{}");
        assertThat(terminal.admin().get(files(id)).json().path("data").size()).isZero();
        var put = terminal.admin().put(files(id) + "/content?path=early.txt", "x", BYTES);
        assertThat(put.status()).isEqualTo(201);
        terminal.inner().put("/internal/environments/" + id, "{\"generation\":1}");
        assertThat(terminal.bash(id, "cat early.txt; echo y >> early.txt")).isEqualTo("x");
    }

    @Test
    void takesLargeFilesOfAnyKind() {
        var text = "\"" + "x".repeat(3 << 20) + "\"";
        assertThat(put("large.json", text, "Content-Type", "application/json").status())
                .isEqualTo(201);
        assertThat(get("large.json").text()).hasSize(text.length());
    }

    @Test
    void isReachedBySlugToo() {
        put("slug.txt", "x");
        var slug = "desk-" + Integer.parseInt(workspace.substring(4));
        assertThat(terminal.admin()
                        .get("/api/v1/workspaces/" + slug + "/files/content?path=slug.txt")
                        .text())
                .isEqualTo("x");
    }

    @Test
    void belongsToTheOwnerOnly() {
        put("private.txt", "x");
        var path = files() + "/content?path=private.txt";
        assertThat(as(Workspaces.OWNER, null, "files:read").get(path).status()).isEqualTo(200);
        assertThat(as("usr_other", null, "files:read").get(path).code()).isEqualTo("not-found");
        assertThat(as(Workspaces.OWNER, null, "sessions:read")
                        .get(path)
                        .json()
                        .path("required_scope")
                        .asString())
                .isEqualTo("files:read");
        assertThat(as(Workspaces.OWNER, null, "files:read")
                        .put(path, "y", BYTES)
                        .status())
                .isEqualTo(403);
        assertThat(as(Workspaces.OWNER, List.of("wrk_other"), "files:read")
                        .get(path)
                        .status())
                .isEqualTo(404);
        assertThat(terminal.service().anonymous().get(path).status()).isEqualTo(401);
        assertThat(terminal.admin().get("/api/v1/workspaces/nobody/files").code())
                .isEqualTo("not-found");
    }

    @Test
    void saysTryAgainWhereNobodyCanSayWhetherItExists() {
        terminal.workspaces().away(true);
        try {
            var answer = terminal.admin().get("/api/v1/workspaces/wrk_0000000000000000000000zzzz/files");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().path("retryable").asBoolean()).isTrue();
        } finally {
            terminal.workspaces().away(false);
        }
    }

    private static ApiClient as(String id, @Nullable List<String> workspaces, String scope) {
        return terminal.service().as(new Principal(id, "user", id, "member", List.of(scope), workspaces, null));
    }

    private static ApiClient.Answer get(String path, String... headers) {
        return terminal.admin().get(files() + "/content?path=" + encoded(path), headers);
    }

    private static ApiClient.Answer put(String path, String content, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(BYTES, 0, all, 0, 2);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return terminal.admin().put(files() + "/content?path=" + encoded(path), content, all);
    }

    private static ApiClient.Answer delete(String path, String... headers) {
        return terminal.admin().delete(files() + "/content?path=" + encoded(path), headers);
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    private static String files() {
        return files(workspace);
    }

    private static String files(String id) {
        return "/api/v1/workspaces/" + id + "/files";
    }
}
