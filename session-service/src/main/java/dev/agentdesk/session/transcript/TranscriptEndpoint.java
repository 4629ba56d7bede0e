package dev.agentdesk.session.transcript;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.envelope.PublicForm;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The conversation as a file, page by page from the log: its length costs no memory. Always an attachment. */
@RestController
@RequestMapping("/api/v1/sessions/{id}/transcript")
final class TranscriptEndpoint {

    private static final int PAGE = 200;

    private final Sessions sessions;
    private final EventLog log;
    private final JsonMapper json;

    TranscriptEndpoint(Sessions sessions, EventLog log, JsonMapper json) {
        this.sessions = sessions;
        this.log = log;
        this.json = json;
    }

    @GetMapping
    void get(
            @PathVariable String id,
            @RequestParam(defaultValue = "markdown") String format,
            HttpServletResponse response)
            throws IOException {
        var session = sessions.visible(id, RequestContext.current().principal());
        Sessions.requireContent(session);
        if (!Set.of("markdown", "jsonl").contains(format)) {
            throw InvalidRequest.at("?format", "unknown-value", "One of markdown, jsonl.");
        }
        boolean markdown = format.equals("markdown");
        response.setContentType(markdown ? "text/markdown;charset=UTF-8" : "application/jsonl;charset=UTF-8");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + id + (markdown ? ".md\"" : ".jsonl\""));
        response.setHeader("X-Content-Type-Options", "nosniff");
        var out = response.getWriter();
        if (markdown) {
            out.write(Markdown.title(title(session)));
        }
        write(session, out, markdown ? Markdown::of : event -> json.writeValueAsString(event) + "\n");
    }

    /** As far as the Session went when it was asked for. */
    private void write(SessionView session, Writer out, Function<Map<String, Object>, String> form) throws IOException {
        long after = 0;
        while (after < session.lastSeq()) {
            var page = log.after(session.id(), after, PAGE);
            for (var recorded : page) {
                if (recorded.seq() <= session.lastSeq()) {
                    out.write(form.apply(PublicForm.of(recorded)));
                }
            }
            if (page.isEmpty()) {
                return;
            }
            after = page.getLast().seq();
            out.flush();
        }
    }

    private static String title(SessionView session) {
        return Objects.requireNonNullElse(session.title(), session.id());
    }
}
