package dev.agentdesk.terminal.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.terminal.support.Workspaces;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnvironmentIT {

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
    void startsAndSaysHowItIsIsolated() {
        var id = terminal.running();
        var row = terminal.inner().get(path(id)).json();
        assertThat(row.path("status").asString()).isEqualTo("ready");
        assertThat(row.path("generation").asLong()).isEqualTo(1);
        assertThat(row.path("isolation").path("tier").asString()).isIn("T0", "T2");
        assertThat(row.path("isolation").path("not_enforced").toString()).contains("disk");
        assertThat(terminal.root().resolve(id).resolve("files")).isDirectory();
    }

    @Test
    void takesARepeatedStartAsDone() {
        var id = terminal.running();
        assertThat(start(id, 1)).isEqualTo("ready 1");
        assertThat(start(id, 2)).isEqualTo("ready 2");
        assertThat(start(id, 1)).isEqualTo("ready 2");
    }

    @Test
    void failsWhereThisHostCantEnforceWhatWasAskedFor() {
        var id = terminal.workspace("{\"disk\": \"5Gi\"}");
        var answer = terminal.inner().put(path(id), "{\"generation\":1}").json();
        assertThat(answer.path("status").asString()).isEqualTo("failed");
        assertThat(answer.path("failure").path("code").asString()).isEqualTo("isolation-insufficient");
        assertThat(answer.path("failure").path("reason").asString()).contains("environment.disk", "accept_unenforced");
    }

    @Test
    void startsWithoutWhatMayBeMissing() {
        var id = terminal.running("{\"disk\": \"5Gi\", \"accept_unenforced\": [\"disk\"]}");
        assertThat(start(id, 1)).isEqualTo("ready 1");
    }

    @Test
    void asksAgainAfterARestart() {
        var id = terminal.running();
        terminal.restart();
        assertThat(terminal.bash(id, "echo $GREETING")).isEqualTo("hello\n");
    }

    @Test
    void doesNotGuessWhileTheConfigurationCantBeAsked() {
        var id = terminal.workspace("{}");
        terminal.workspaces().away(true);
        try {
            var answer = terminal.inner().put(path(id), "{\"generation\":1}");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().path("retryable").asBoolean()).isTrue();
        } finally {
            terminal.workspaces().away(false);
        }
        assertThat(start(id, 1)).isEqualTo("ready 1");
    }

    @Test
    void saysWhatThisHostCanDoAndWhatItCant() {
        var tiers = terminal.inner().get("/internal/capabilities").json().path("environments");
        assertThat(tiers.size()).isEqualTo(3);
        assertThat(tiers.get(0).path("provider").asString()).isEqualTo("local");
        assertThat(tiers.get(1).path("tier").asString()).isEqualTo("T1");
        assertThat(tiers.get(1).path("available").asBoolean()).isFalse();
        assertThat(tiers.get(1).path("reason").asString()).contains("Landlock");
        assertThat(terminal.admin().get("/internal/capabilities").status()).isEqualTo(403);
    }

    @Test
    void refusesBadQuestions() {
        var id = terminal.workspace("{}");
        assertThat(terminal.inner().get(path(id)).status()).isEqualTo(404);
        assertThat(terminal.inner().put(path("wrk_x"), "{\"generation\":1}").status())
                .isEqualTo(404);
        assertThat(terminal.inner()
                        .put(path("wrk_0000000000000000000000zzzz"), "{\"generation\":1}")
                        .status())
                .isEqualTo(404);
        assertThat(terminal.inner()
                        .put(path(id), "{\"generation\":0}")
                        .json()
                        .path("errors")
                        .toString())
                .contains("/generation");
        assertThat(terminal.inner().put(path(id), "{\"generation\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(terminal.inner()
                        .put(path(id), "{\"generation\":1,\"x\":1}")
                        .json()
                        .path("errors")
                        .toString())
                .contains("/x");
        assertThat(terminal.inner().put(path(id), "{").code()).isEqualTo("malformed-json");
        assertThat(terminal.inner().post(path(id), "{}").status()).isEqualTo(405);
        assertThat(terminal.service().anonymous().get(path(id)).status()).isEqualTo(401);
        var owner = new Principal(Workspaces.OWNER, "user", "w", "member", List.of("files:read"), null, null);
        assertThat(terminal.service().as(owner).get(path(id)).status()).isEqualTo(403);
        assertThat(terminal.admin().get("/api/v1/workspaces/" + id + "/nothing").status())
                .isEqualTo(404);
    }

    private static String start(String id, long generation) {
        var row = terminal.inner()
                .put(path(id), "{\"generation\":" + generation + "}")
                .json();
        return row.path("status").asString("") + " " + row.path("generation").asLong(0);
    }

    private static String path(String id) {
        return "/internal/environments/" + id;
    }
}
