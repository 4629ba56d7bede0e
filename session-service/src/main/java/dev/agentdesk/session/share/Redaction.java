package dev.agentdesk.session.share;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a stranger sees of a public event. Redacted: what people and the agent said, and which tools ran with what
 * outcome; no input, no output, no thought, and nobody's id. Pure.
 */
final class Redaction {

    private static final Set<String> SHOWN = Set.of(
            "user.message",
            "agent.message",
            "agent.tool_use",
            "agent.mcp_tool_use",
            "agent.tool_result",
            "agent.mcp_tool_result",
            "session.status_running",
            "session.status_idle",
            "session.error");

    private static final Set<String> KEPT = Set.of(
            "id", "seq", "type", "at", "content", "name", "outcome", "is_error", "tool_use_id", "stop_reason", "kind");

    /** Ids of ours that lead nowhere without an account, left out all the same. */
    private static final Set<String> OURS =
            Set.of("workspace_id", "actor", "correlation_id", "causation_id", "run_id", "approval_id");

    private Redaction() {}

    /** Whether an event of that type is shown at all. */
    static boolean shows(Map<String, Object> event, boolean redact) {
        return !redact || SHOWN.contains(String.valueOf(event.get("type")));
    }

    static Map<String, Object> of(Map<String, Object> event, boolean redact) {
        var shown = new HashMap<>(event);
        shown.keySet().removeIf(name -> OURS.contains(name) || redact && !KEPT.contains(name));
        return shown;
    }
}
