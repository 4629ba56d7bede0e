package dev.agentdesk.terminal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.testkit.mcp.EverythingServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** MCP servers that are programs in an Environment. */
class McpIT {

    /** Speaks as little of the protocol as there is, and misbehaves when told to. */
    private static final String SERVER = """
            born=$RANDOM-$RANDOM
            echo "hello, this is no JSON"
            while IFS= read -r line; do
              id=$(printf '%s' "$line" | sed -n 's/.*"id":\\([0-9]*\\).*/\\1/p')
              case "$line" in
                *'"initialize"'*)
                  echo '{"jsonrpc":"2.0","id":99,"method":"ping"}'
                  echo '{"jsonrpc":"2.0","id":'$id',"result":{"protocolVersion":"2025-06-18","capabilities":{}}}' ;;
                *'"tools/list"'*)
                  echo '{"jsonrpc":"2.0","id":'$id',"result":{"tools":[{"name":"pid","inputSchema":{"type":"object"}}]}}' ;;
                *die*) echo "I am dying" >&2; exit 3 ;;
                *hang*) sleep 60 ;;
                *tools/call*)
                  text="$born $SECRET $(pwd)"
                  echo '{"jsonrpc":"2.0","id":'$id',"result":{"content":[{"type":"text","text":"'$text'"}]}}' ;;
              esac
            done
            """;

    private static Terminal terminal;
    private static String workspace;

    @BeforeAll
    static void start() {
        terminal = Terminal.shared();
        workspace = terminal.running();
        terminal.tool(workspace, Terminal.session(), 1, "use", "write", Map.of("path", "server.sh", "content", SERVER));
    }

    private static Map<String, Object> server(String name) {
        return Map.of("name", name, "command", "bash", "args", List.of("server.sh"), "env", Map.of("SECRET", "s3cret"));
    }

    private static JsonNode call(Map<String, Object> server, String tool, Map<String, Object> arguments) {
        return terminal.tool(
                        workspace,
                        Terminal.session(),
                        1,
                        "use",
                        "mcp",
                        Map.of("server", server, "tool", tool, "arguments", arguments))
                .json();
    }

    private static String text(JsonNode outcome) {
        return outcome.path("output").path("head").asString();
    }

    private static JsonNode list(Map<String, Object> server) {
        return terminal.inner()
                .post(
                        "/internal/environments/" + workspace + "/mcp/tools",
                        tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(Map.of("server", server)))
                .json();
    }

    @Test
    void oneProcessInTheSandboxAnswersAllCalls() {
        assertThat(list(server("small")).path("tools").path(0).path("name").asString())
                .isEqualTo("pid");
        var first = text(call(server("small"), "pid", Map.of()));
        assertThat(first).contains("s3cret");
        assertThat(text(call(server("small"), "pid", Map.of()))).isEqualTo(first);
    }

    @Test
    void aServerThatDiesIsAnErrorAndTheNextCallStartsItAgain() {
        var before = text(call(server("mortal"), "pid", Map.of()));
        var died = call(server("mortal"), "die", Map.of());
        assertThat(died.path("outcome").asString()).isEqualTo("failed");
        assertThat(died.path("is_error").asBoolean()).isTrue();
        assertThat(text(died)).contains("The MCP server mortal gave no answer", "it has ended");
        assertThat(terminal.bash(workspace, "cat ~/.mcp-mortal.log")).contains("I am dying");
        var after = text(call(server("mortal"), "pid", Map.of()));
        assertThat(after).contains("s3cret").isNotEqualTo(before);
    }

    @Test
    void oneThatCanNotBeStartedSaysSo() {
        var none = Map.<String, Object>of("name", "none", "command", "no-such-program");
        assertThat(list(none).path("problem").asString()).contains("ended");
        assertThat(text(call(none, "pid", Map.of()))).contains("The MCP server none gave no answer");
    }

    @Test
    void theReferenceServerIsUsedOverItsStandardChannels() throws IOException, InterruptedException {
        var files = terminal.root().resolve(workspace).resolve("files");
        try {
            var copy = new ProcessBuilder("cp", "-r", EverythingServer.folder().toString(), files + "/everything");
            assertThat(copy.start().waitFor()).isZero();
        } catch (EverythingServer.Unavailable e) {
            Assumptions.abort(e.getMessage());
        }
        var server = Map.<String, Object>of(
                "name",
                "everything",
                "command",
                "node",
                "args",
                List.of("everything/" + EverythingServer.entry(), "stdio"));
        assertThat(list(server)
                        .path("tools")
                        .valueStream()
                        .map(it -> it.path("name").asString()))
                .contains("echo");
        assertThat(text(call(server, "echo", Map.of("message", "hi")))).isEqualTo("Echo: hi");
    }
}
