package dev.agentdesk.session.transcript;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.envelope.PublicForm;
import dev.agentdesk.session.overview.Sessions;
import dev.agentdesk.session.transcript.Spans.Span;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The spans of a Session for a timeline. */
@RestController
final class TraceEndpoint {

    private static final List<String> TYPES = Stream.of(
                    "session.status_running",
                    "session.status_idle",
                    "agent.tool_use",
                    "agent.mcp_tool_use",
                    "user.tool_confirmation",
                    "desk.approval_expired",
                    "span.tool_started",
                    "agent.tool_result",
                    "agent.mcp_tool_result",
                    "span.model_request_start",
                    "span.model_request_end")
            .flatMap(it -> PublicForm.storedTypes(it).stream())
            .distinct()
            .toList();

    private final Sessions sessions;
    private final EventLog log;

    TraceEndpoint(Sessions sessions, EventLog log) {
        this.sessions = sessions;
        this.log = log;
    }

    /** @param truncated whether there are more; ask again {@code after} the {@code seq} of the last one */
    record Trace(List<Span> data, boolean truncated) {}

    @GetMapping("/api/v1/sessions/{id}/trace")
    Trace get(@PathVariable String id, @RequestParam(defaultValue = "0") long after) {
        sessions.visible(id, RequestContext.current().principal());
        var spans = new Spans();
        long next = after;
        while (!spans.truncated()) {
            var page = log.after(id, next, EventLog.MOST, TYPES);
            page.forEach(it -> spans.add(PublicForm.of(it), it.event().stamp().at()));
            if (page.size() < EventLog.MOST) {
                break;
            }
            next = page.getLast().seq();
        }
        return new Trace(spans.all(), spans.truncated());
    }
}
