package dev.agentdesk.terminal.tty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.sandbox.ProcessTree;
import dev.agentdesk.terminal.support.ChildTerminal;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.terminal.support.Watcher;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TerminalIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = Terminal.start();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    @Test
    void isAShellInTheFilesOfTheWorkspace() {
        var workspace = terminal.running();
        terminal.bash(workspace, "echo from the tool > NOTES.md");
        var id = open(workspace, "{\"cols\":90,\"rows\":20}");
        try (var viewer = Watcher.join(terminal, id, "drive").live()) {
            viewer.type("cat NOTES.md; stty size; echo $((6*7)); tty -s && echo is-a-tty; jobs -l; echo $TERM\r");
            viewer.sees("from the tool");
            viewer.sees("20 90");
            viewer.sees("42");
            viewer.sees("is-a-tty");
            viewer.sees("xterm-256color");
            assertThat(viewer.all()).doesNotContain("no job control");
            viewer.send(Map.of("t", "resize", "cols", 100, "rows", 30));
            viewer.first("size");
            viewer.type("stty size; exit 3\r");
            viewer.sees("30 100");
            var exit = viewer.first("exit");
            assertThat(exit.path("code").asInt()).isEqualTo(3);
            assertThat(viewer.closed()).isEqualTo(1000);
        }
        var ended = get(id);
        assertThat(ended.path("status").asString()).isEqualTo("exited");
        assertThat(ended.path("exit_code").asInt()).isEqualTo(3);
        assertThat(ended.path("reason").asString()).isEqualTo("ended");
        assertThat(ended.path("bytes").asLong()).isPositive();
    }

    @Test
    void tellsTheSignalThatEndedIt() {
        var id = open(terminal.running(), "{\"command\":\"kill -KILL $$\"}");
        awaitEnd(id);
        assertThat(get(id).path("exit_code").asInt()).isEqualTo(137);
        assertThat(get(id).path("signal").asString()).isEqualTo("KILL");
    }

    @Test
    void endsWithItsEnvironmentAndLeavesNoProcess() {
        var workspace = terminal.running();
        var id = open(workspace, "{\"command\":\"sleep 1000 & (setsid sleep 1001 &) ; cat\"}");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> ProcessTree.ofLaunch(id).members().size() >= 3);
        var viewer = Watcher.join(terminal, id, "view").live();
        var environments = terminal.service().bean(dev.agentdesk.terminal.environment.Environments.class);
        environments.stop(workspace, 1, Terminal.stamp(workspace));
        assertThat(ProcessTree.ofWorkspace(workspace).members()).isEmpty();
        awaitEnd(id);
        assertThat(get(id).path("reason").asString()).isEqualTo("environment-stopped");
        assertThat(viewer.first("exit").path("reason").asString()).isEqualTo("environment-stopped");
        var refused = terminal.admin().post("/api/v1/workspaces/" + workspace + "/terminals", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("conflict");
    }

    @Test
    void isEndedByAPersonWithAllThatCameOfIt() {
        var workspace = terminal.running();
        var id = open(workspace, "{}");
        try (var viewer = Watcher.join(terminal, id, "drive").live()) {
            viewer.type("sleep 500 & sleep 501\r");
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> ProcessTree.ofLaunch(id).members().size() >= 4);
            var began = System.nanoTime();
            assertThat(terminal.admin().delete("/api/v1/terminals/" + id).status())
                    .isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        }
        assertThat(ProcessTree.ofLaunch(id).members()).isEmpty();
        assertThat(get(id).path("reason").asString()).isEqualTo("closed");
        assertThat(terminal.admin().delete("/api/v1/terminals/" + id).status()).isEqualTo(204);
    }

    @Test
    void aRepeatOpensNoSecondOne() {
        var workspace = terminal.running();
        var path = "/api/v1/workspaces/" + workspace + "/terminals";
        var first = terminal.admin().post(path, "{}", "Idempotency-Key", "one");
        var again = terminal.admin().post(path, "{}", "Idempotency-Key", "one");
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(terminal.admin().get(path).json().path("data").size()).isEqualTo(1);
    }

    @Test
    void refusesWhatItCanNotBe() {
        var workspace = terminal.running();
        var refused = terminal.admin()
                .post(
                        "/api/v1/workspaces/" + workspace + "/terminals",
                        "{\"cols\":1,\"rows\":1000,\"command\":\"\",\"cwd\":\"../x\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/cols", "/rows", "/command", "/cwd");
    }

    @Test
    void isListedAmongWhatWasRunAsItselfAndNotByWhatIsTypedIntoIt() {
        var workspace = terminal.running();
        var id = open(workspace, "{\"command\":\"read x; echo got $x\"}");
        try (var viewer = Watcher.join(terminal, id, "drive").live()) {
            viewer.type("secret-typed\r");
            viewer.first("exit");
        }
        var run = terminal.admin()
                .get("/api/v1/workspaces/" + workspace + "/executions")
                .json()
                .path("data");
        assertThat(run.size()).isEqualTo(1);
        assertThat(run.get(0).path("terminal_id").asString()).isEqualTo(id);
        assertThat(run.get(0).path("command").asString()).isEqualTo("read x; echo got $x");
        assertThat(run.get(0).path("exit_code").asInt()).isZero();
        assertThat(run.toString()).doesNotContain("secret-typed");
    }

    @Test
    void isRecordedFromItsFirstByteOn() throws Exception {
        var workspace = terminal.running();
        var id = open(workspace, "{\"command\":\"printf 'a\\\\033[1mb\\\\303'; sleep 0.2; printf '\\\\244\\\"c'\"}");
        awaitEnd(id);
        var answer = terminal.admin().get("/api/v1/terminals/" + id + "/recording");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        assertThat(answer.text()).doesNotContain("\033");
        var lines = answer.text().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines.getFirst().path("version").asInt()).isEqualTo(2);
        assertThat(lines.getFirst().path("width").asInt()).isEqualTo(80);
        var shown = new StringBuilder();
        double at = 0;
        for (JsonNode line : lines.subList(1, lines.size())) {
            assertThat(line.get(0).asDouble()).isGreaterThanOrEqualTo(at);
            at = line.get(0).asDouble();
            assertThat(line.get(1).asString()).isEqualTo("o");
            shown.append(line.get(2).asString());
        }
        assertThat(shown.toString()).isEqualTo("a\033[1mbä\"c");
        assertThat(get(id).path("recording").path("complete").asBoolean()).isTrue();
        Path file = terminal.root().resolve(workspace).resolve("recordings").resolve(id + ".cast");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isLostWithTheServiceAndNeverStartsAgain() throws Exception {
        var workspace = terminal.running();
        terminal.service().close();
        try (var child = ChildTerminal.start(terminal.properties(), "terminal.after-start")) {
            child.expectDeath(() -> child.admin().post("/api/v1/workspaces/" + workspace + "/terminals", "{}"));
        }
        terminal.restart();
        var found = terminal.admin()
                .get("/api/v1/workspaces/" + workspace + "/terminals")
                .json()
                .path("data")
                .get(0);
        assertThat(found.path("status").asString()).isEqualTo("exited");
        assertThat(found.path("reason").asString()).isEqualTo("crash");
        assertThat(found.path("exit_code").isNull()).isTrue();
        assertThat(ProcessTree.ofWorkspace(workspace).members()).isEmpty();
        var ticket = terminal.admin()
                .post("/api/v1/terminals/" + found.path("id").asString() + "/tickets", "{\"mode\":\"view\"}");
        assertThat(ticket.status()).isEqualTo(410);
    }

    @Test
    void tellsViewersToComeBackWhenTheServiceStops() {
        var id = open(terminal.running(), "{}");
        var viewer = Watcher.join(terminal, id, "drive").live();
        terminal.restart();
        assertThat(viewer.closed()).isEqualTo(1012);
        assertThat(get(id).path("reason").asString()).isEqualTo("shut-down");
    }

    private static String open(String workspace, String body) {
        Answer answer = terminal.admin().post("/api/v1/workspaces/" + workspace + "/terminals", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static JsonNode get(String id) {
        return terminal.admin().get("/api/v1/terminals/" + id).json();
    }

    private static void awaitEnd(String id) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> get(id).path("status").asString().equals("exited"));
    }
}
