package dev.agentdesk.session.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.session.Desk;
import dev.agentdesk.session.model.ScriptedModel;
import dev.agentdesk.testkit.mcp.EverythingServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Turns that use MCP servers: the reference server over HTTP, and programs through terminal-service. */
class McpIT {

    private static final String CONFIG = """
            {"engine":{"kind":"model","provider":"prv_01k00000000000000000000001"},"model":{"name":"large"},
             "permissions":{"preset":"open","rules":[{"tool":"mcp__*__delete*","decision":"deny"}]},
             "mcp_servers":%s}""";

    private static final String SHELL = """
            {"engine":{"kind":"shell"},"permissions":{"preset":"open"},"mcp_servers":%s}""";

    private static @Nullable EverythingServer everything;
    private static String missing = "";
    private static Desk desk;

    @BeforeAll
    static void start() {
        try {
            everything = EverythingServer.start();
        } catch (EverythingServer.Unavailable e) {
            missing = String.valueOf(e.getMessage());
        }
        desk = new Desk(everything == null ? Map.of() : Map.of("egress.private-allow", everything.authority()));
    }

    @AfterAll
    static void stop() {
        desk.close();
        if (everything != null) {
            everything.close();
        }
    }

    private static EverythingServer everything() {
        Assumptions.assumeTrue(everything != null, missing);
        return everything;
    }

    private static String servers(String name, Map<String, ?> server) {
        return Desk.json(Map.of(name, server));
    }

    private static String workspace(ScriptedModel model, String servers) {
        var workspace = desk.workspace(CONFIG.formatted(servers));
        desk.neighbours.providers.put(workspace, Desk.json(model.provider()));
        return workspace;
    }

    private static List<String> outputs(String session) {
        return desk.events(session, "agent.tool_result").stream()
                .map(it -> it.path("output").path("head").asString())
                .toList();
    }

    private static JsonNode idle(String session) {
        return desk.awaitStatus(session, "idle");
    }

    @Test
    void aModelUsesTheReferenceServerOverHttpUnderItsPermissionNames() {
        var http = Map.of("type", "http", "url", everything().url());
        try (var model = new ScriptedModel("anthropic")) {
            model.calls("mcp__all__echo", "{\"message\":\"hi\"}")
                    .calls("mcp__all__delete-everything", "{}")
                    .calls("mcp__all__echo", "{\"message\":7}")
                    .says("done");
            var session = desk.open(workspace(model, servers("all", http)), "echo");
            assertThat(idle(session).path("stop_reason").path("type").asString())
                    .isEqualTo("end_turn");
            assertThat(model.requests
                            .getFirst()
                            .path("tools")
                            .valueStream()
                            .map(it -> it.path("name").asString()))
                    .contains("bash", "mcp__all__echo");
            assertThat(outputs(session).get(0)).isEqualTo("Echo: hi");
            assertThat(outputs(session).get(1)).contains("There is no tool");
            assertThat(desk.events(session, "agent.tool_result")
                            .get(2)
                            .path("is_error")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void theShellEngineCallsAToolThatItIsTold() {
        var http = Map.of("type", "http", "url", everything().url());
        var session = desk.open(
                desk.workspace(SHELL.formatted(servers("all", http))),
                "/mcp all echo {\"message\":\"hi\"}\n/mcp none echo {}\n/mcp all echo {broken");
        idle(session);
        assertThat(outputs(session).get(0)).isEqualTo("Echo: hi");
        assertThat(outputs(session).get(1)).contains("names no MCP server");
        assertThat(desk.events(session, "agent.message").getFirst().toString()).contains("as a JSON object");
    }

    @Test
    void aProgramIsAskedInTheEnvironmentAndNeverHere() {
        var program = Map.of("type", "stdio", "command", "works", "args", List.of("-v"), "env", Map.of("A", "b"));
        try (var model = new ScriptedModel("openai")) {
            model.calls("mcp__sound__shout", "{\"text\":\"hey\"}").says("done");
            var session = desk.open(workspace(model, servers("sound", program)), "shout");
            idle(session);
            var order = desk.neighbours.orders.getLast();
            assertThat(order.path("tool").asString()).isEqualTo("mcp");
            assertThat(order.path("input"))
                    .isEqualTo(tools.jackson.databind.json.JsonMapper.shared().readTree("""
                            {"server":{"name":"sound","command":"works","args":["-v"],"env":{"A":"b"}},
                             "tool":"shout","arguments":{"text":"hey"}}"""));
            assertThat(desk.events(session, "agent.tool_use")
                            .getFirst()
                            .path("name")
                            .asString())
                    .isEqualTo("mcp__sound__shout");
        }
    }

    @Test
    void serversThatCanNotBeAskedAreToldAndTheTurnGoesOn() {
        var servers = Desk.json(Map.of(
                "broken",
                Map.of("type", "stdio", "command", "fails"),
                "inside",
                Map.of("type", "http", "url", "http://127.0.0.1:9/mcp")));
        try (var model = new ScriptedModel("anthropic")) {
            model.says("without them, then");
            var session = desk.open(workspace(model, servers), "go");
            assertThat(idle(session).path("stop_reason").path("type").asString())
                    .isEqualTo("end_turn");
            var errors = desk.events(session, "session.error");
            assertThat(errors)
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.path("kind").asString()).isEqualTo("mcp_unavailable"));
            assertThat(errors.get(0).path("message").asString()).contains("broken", "it has ended");
            assertThat(errors.get(1).path("message").asString()).contains("inside", "port 9 is not called");
        }
    }
}
