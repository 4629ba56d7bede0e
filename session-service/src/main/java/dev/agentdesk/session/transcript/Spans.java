package dev.agentdesk.session.transcript;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds public events of a Session into spans: turns, and in them model calls, tools and waits for people. Pure. */
final class Spans {

    /** Enough for a timeline that a person can read. */
    static final int MOST = 5_000;

    /**
     * One span.
     *
     * @param kind {@code turn, model, tool, wait}
     * @param endedAt null while it goes on
     * @param status how it ended
     */
    record Span(
            String id,
            @Nullable String parentId,
            String kind,
            String name,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long durationMs,
            @Nullable String status,
            long seq) {

        Span ended(Instant at, @Nullable String status) {
            return new Span(
                    id,
                    parentId,
                    kind,
                    name,
                    startedAt,
                    at,
                    Duration.between(startedAt, at).toMillis(),
                    status,
                    seq);
        }
    }

    private final Map<String, Span> spans = new LinkedHashMap<>();
    private final Map<String, String> tools = new LinkedHashMap<>();
    private boolean truncated;

    void add(Map<String, Object> event, Instant at) {
        var turn = text(event, "turn_id");
        switch (text(event, "type")) {
            case "session.status_running" -> open(turn, null, "turn", "turn", at, event);
            case "session.status_idle" -> {
                if (!"requires_action".equals(reason(event))) {
                    close(turn, at, reason(event));
                }
            }
            case "agent.tool_use", "agent.mcp_tool_use" -> asked(event, turn, at);
            case "user.tool_confirmation" -> close("wait " + text(event, "tool_use_id"), at, text(event, "result"));
            case "desk.approval_expired" -> close("wait " + text(event, "tool_use_id"), at, "expired");
            case "span.tool_started" -> {
                var id = text(event, "tool_use_id");
                open(id, turn, "tool", tools.getOrDefault(id, "tool"), at, event);
            }
            case "agent.tool_result", "agent.mcp_tool_result" ->
                close(text(event, "tool_use_id"), at, text(event, "outcome"));
            case "span.model_request_start" -> open(text(event, "id"), turn, "model", text(event, "model"), at, event);
            case "span.model_request_end" -> close(text(event, "model_request_start_id"), at, reason(event));
            default -> {}
        }
    }

    List<Span> all() {
        return new ArrayList<>(spans.values());
    }

    boolean truncated() {
        return truncated;
    }

    private void asked(Map<String, Object> event, String turn, Instant at) {
        var id = text(event, "tool_use_id");
        tools.put(id, text(event, "name"));
        if (event.get("approval_id") != null) {
            open("wait " + id, turn, "wait", "approval of " + text(event, "name"), at, event);
        }
    }

    private void open(
            String id, @Nullable String parent, String kind, String name, Instant at, Map<String, Object> event) {
        if (spans.size() >= MOST) {
            truncated = true;
        } else if (!id.isEmpty() && event.get("seq") instanceof Number seq) {
            spans.putIfAbsent(id, new Span(id, parent, kind, name, at, null, null, null, seq.longValue()));
        }
    }

    private void close(String id, Instant at, @Nullable String status) {
        spans.computeIfPresent(id, (key, span) -> span.endedAt() == null ? span.ended(at, status) : span);
    }

    private static @Nullable String reason(Map<String, Object> event) {
        return event.get("stop_reason") instanceof Map<?, ?> reason ? String.valueOf(reason.get("type")) : null;
    }

    private static String text(Map<String, Object> event, String name) {
        var value = event.get(name);
        return value == null ? "" : value.toString();
    }
}
