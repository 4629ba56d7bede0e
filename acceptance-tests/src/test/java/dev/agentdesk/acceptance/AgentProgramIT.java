package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An agent program in the sandbox asks, is allowed, and does its work; another one is stopped. */
class AgentProgramIT {

    /** Speaks the Agent Client Protocol with nothing but bash and sed. */
    private static final String AGENT = """
            say() { printf '%s\\n' "$1"; }
            update() { say '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"s","update":'"$1"'}}'; }
            text() { update '{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"'"$1"'"}}'; }
            echo 'warming up'
            while read -r line; do
              id=$(printf '%s' "$line" | sed -E 's/.*"id":([0-9]+).*/\\1/')
              case "$line" in
                *'"initialize"'*) say '{"jsonrpc":"2.0","id":'"$id"',"result":{"protocolVersion":1}}' ;;
                *'"session/new"'*) say '{"jsonrpc":"2.0","id":'"$id"',"result":{"sessionId":"s"}}' ;;
                *'"session/prompt"'*'Sleep'*) text 'Good night.'; (setsid sleep 600 &); sleep 600 ;;
                *'"session/prompt"'*)
                  prompt=$id; text 'I will build.'
                  say '{"jsonrpc":"2.0","id":77,"method":"session/request_permission","params":{"sessionId":"s",
            "toolCall":{"toolCallId":"c1","kind":"execute","title":"make","rawInput":{"command":"make result"}},
            "options":[{"optionId":"yes","name":"Yes","kind":"allow_once"},{"optionId":"no","name":"No","kind":"reject_once"}]}}' | tr -d '\\n'; echo ;;
                *'"optionId":"yes"'*)
                  echo built > result.txt
                  update '{"sessionUpdate":"tool_call_update","toolCallId":"c1","status":"completed","rawOutput":"built"}'
                  text 'It is built.'
                  say '{"jsonrpc":"2.0","id":'"$prompt"',"result":{"stopReason":"end_turn"}}' ;;
              esac
            done
            """;

    private final Journey journey = new Journey(SharedPlatform.get().api());

    private String workspace(String name) {
        return journey.createWorkspace(
                name, Map.of("engine", Map.of("kind", "acp", "command", List.of("bash", "-c", AGENT))));
    }

    @Test
    void asksAPersonAndWorksInTheFilesOfItsWorkspace() {
        var workspace = workspace("Agent program");
        var session = journey.open(workspace, "Build it.");
        journey.awaitStatus(session, "requires_action");
        var use = journey.events(session, "agent.tool_use").getFirst();
        assertThat(use.path("input").path("command").asString()).isEqualTo("make result");
        journey.allow(session, use.path("id").asString());
        journey.awaitStatus(session, "idle");

        assertThat(journey.stopReason(session)).isEqualTo("end_turn");
        assertThat(journey.file(workspace, "result.txt")).isEqualTo("built\n");
        assertThat(journey.outputs(session)).containsExactly("built");
        assertThat(journey.events(session, "agent.message").toString()).contains("I will build.", "It is built.");
    }

    @Test
    void isStoppedByAPersonWhateverItDoes() {
        var session = journey.open(workspace("Sleeper"), "Sleep.");
        journey.watch(session, 0, "session.status_running");
        journey.interrupt(session);
        journey.awaitStatus(session, "idle");

        assertThat(journey.stopReason(session)).isEqualTo("interrupted");
    }
}
