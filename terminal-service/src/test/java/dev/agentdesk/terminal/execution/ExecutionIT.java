package dev.agentdesk.terminal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.terminal.support.Workspaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked about tools that ran, and what is no question. */
class ExecutionIT {

    private static Terminal terminal;
    private static String workspace;

    @BeforeAll
    static void start() {
        terminal = Terminal.shared();
        workspace = terminal.running();
    }

    @Nested
    class Afterwards {

        @Test
        void everyExecutionIsListedNewestFirst() {
            var id = terminal.running();
            terminal.bash(id, "echo one");
            terminal.bash(id, "exit 4");
            var path = "/api/v1/workspaces/" + id + "/executions";
            var page = terminal.admin().get(path + "?limit=1").json();
            assertThat(page.path("data").get(0).path("command").asString()).isEqualTo("exit 4");
            assertThat(page.path("data").get(0).path("exit_code").asInt()).isEqualTo(4);
            var next = terminal.admin()
                    .get(path + "?cursor=" + page.path("next_cursor").asString())
                    .json();
            var first = next.path("data").get(0);
            assertThat(first.path("command").asString()).isEqualTo("echo one");
            assertThat(first.path("bytes").asLong()).isEqualTo(4);
            assertThat(next.path("next_cursor").isNull()).isTrue();
            var one = "/api/v1/executions/" + first.path("id").asString();
            assertThat(terminal.admin().get(one).json().path("state").asString())
                    .isEqualTo("finished");
            assertThat(terminal.admin().get(one + "/output").text()).isEqualTo("one\n");
        }

        @Test
        void theWholeOfALongOutputCanBeRead() {
            var outcome = terminal.tool(
                            workspace, Terminal.session(), 1, "use", "bash", Map.of("command", "seq 1 20000"))
                    .json();
            var sha = outcome.path("output").path("sha256").asString();
            var path = "/internal/environments/" + workspace + "/outputs/" + sha;
            assertThat(outcome.path("output").path("truncated").asBoolean()).isTrue();
            assertThat(terminal.inner().get(path).text()).hasLineCount(20_000).endsWith("20000\n");
            assertThat(terminal.inner().get(path, "Range", "bytes=0-3").text()).isEqualTo("1\n2\n");
            assertThat(terminal.inner()
                            .get("/internal/environments/" + terminal.running() + "/outputs/" + sha)
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void othersSeeNothing() {
            var id = terminal.running();
            terminal.bash(id, "echo secret");
            var list = "/api/v1/workspaces/" + id + "/executions";
            var one = "/api/v1/executions/"
                    + terminal.admin()
                            .get(list)
                            .json()
                            .path("data")
                            .get(0)
                            .path("id")
                            .asString();
            var other = terminal.service()
                    .as(new Principal("usr_o", "user", "o", "member", List.of("sessions:read"), null, null));
            assertThat(other.get(list).status()).isEqualTo(404);
            assertThat(other.get(one).status()).isEqualTo(404);
            assertThat(other.get(one + "/output").status()).isEqualTo(404);
            var owner = terminal.service()
                    .as(new Principal(Workspaces.OWNER, "user", "w", "member", List.of("files:read"), null, null));
            assertThat(owner.get(list).status()).isEqualTo(403);
            assertThat(terminal.admin().get(list + "?limit=0").code()).isEqualTo("invalid-request");
            assertThat(terminal.admin().get(list + "?cursor=%C3%A4").code()).isEqualTo("invalid-request");
            assertThat(terminal.admin().get("/api/v1/executions/exe_none").status())
                    .isEqualTo(404);
        }
    }

    @Nested
    class BadQuestions {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{}|/turn_generation",
                    "{\"turn_generation\": 1}|/session_id",
                    "{\"turn_generation\": 1}|/tool_use_id",
                    "{\"turn_generation\": \"1\"}|/turn_generation",
                    "{\"session_id\": \"ses_00000000000000000000000001\", \"turn_generation\": 1, \"tool_use_id\": \"a b\", \"tool\": \"bash\", \"input\": {}}|/tool_use_id",
                    "{\"session_id\": \"ses_00000000000000000000000001\", \"turn_generation\": 1, \"tool_use_id\": \"a\", \"tool\": \"format-disk\", \"input\": {}}|/tool",
                    "{\"session_id\": \"ses_00000000000000000000000001\", \"turn_generation\": 1, \"tool_use_id\": \"a\", \"tool\": \"bash\", \"input\": []}|/input",
                    "{\"session_id\": \"ses_00000000000000000000000001\", \"turn_generation\": 1, \"tool_use_id\": \"a\", \"tool\": \"bash\", \"input\": {}, \"timeout\": \"PT-1S\"}|/timeout",
                    "{\"turn_generation\": 1, \"session\": 5}|/session"
                })
        void areRefusedWithAPointer(String body, String pointer) {
            var answer = terminal.inner().post(tools(), body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("errors").toString()).contains(pointer);
        }

        @Test
        void areRefusedFromEverybodyButServices() {
            var body = "{\"turn_generation\": 1}";
            assertThat(terminal.admin().post(tools(), body).status()).isEqualTo(403);
            assertThat(terminal.service().anonymous().post(tools(), "{}").status())
                    .isEqualTo(401);
            assertThat(terminal.inner().get(tools()).status()).isEqualTo(405);
            assertThat(terminal.inner().post(tools(), "{").code()).isEqualTo("malformed-json");
        }

        @Test
        void needAnEnvironmentThatRuns() {
            var id = terminal.workspace("{}");
            assertThat(terminal.tool(id, Terminal.session(), 1, "use", "bash", Map.of("command", "ls"))
                            .code())
                    .isEqualTo("conflict");
        }
    }

    private static String tools() {
        return "/internal/environments/" + workspace + "/tools";
    }
}
