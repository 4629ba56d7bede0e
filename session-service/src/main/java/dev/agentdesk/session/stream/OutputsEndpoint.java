package dev.agentdesk.session.stream;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.overview.Sessions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/** The whole of a long tool output; terminal-service keeps it. Always an attachment, never a page. */
@RestController
@RequestMapping("/api/v1/sessions/{id}/outputs/{sha256}")
final class OutputsEndpoint {

    private static final String PEER = "terminal-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final List<String> HEADERS =
            List.of("Content-Length", "Content-Range", "Accept-Ranges", "ETag", "Content-Type");

    private final Sessions sessions;
    private final RestClient terminalService;

    OutputsEndpoint(Sessions sessions, InternalCalls calls) {
        this.sessions = sessions;
        this.terminalService = calls.to(PEER, ANSWER_WITHIN);
    }

    @GetMapping
    void get(
            @PathVariable String id,
            @PathVariable String sha256,
            @RequestHeader(name = "Range", required = false) @Nullable String range,
            HttpServletResponse response) {
        var session = sessions.visible(id, RequestContext.current().principal());
        Sessions.requireContent(session);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw Rejection.notFound();
        }
        Asking.once(
                PEER,
                () -> terminalService
                        .get()
                        .uri("/internal/environments/{workspace}/outputs/{sha256}", session.workspaceId(), sha256)
                        .headers(headers -> {
                            if (range != null) {
                                headers.set("Range", range);
                            }
                        })
                        .exchange((request, answer) -> copy(answer, response)));
    }

    private static boolean copy(ClientHttpResponse answer, HttpServletResponse response) throws IOException {
        if (answer.getStatusCode().isError()) {
            throw new RestClientResponseException(
                    "refused",
                    answer.getStatusCode(),
                    answer.getStatusText(),
                    answer.getHeaders(),
                    answer.getBody().readAllBytes(),
                    null);
        }
        response.setStatus(answer.getStatusCode().value());
        for (var name : HEADERS) {
            var value = answer.getHeaders().getFirst(name);
            if (value != null) {
                response.setHeader(name, value);
            }
        }
        response.setHeader("Content-Disposition", "attachment; filename=\"output.txt\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        answer.getBody().transferTo(response.getOutputStream());
        return true;
    }
}
