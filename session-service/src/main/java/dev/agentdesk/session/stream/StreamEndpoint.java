package dev.agentdesk.session.stream;

import dev.agentdesk.kit.feed.LiveLog;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.overview.Sessions;
import dev.agentdesk.session.preview.Previews;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The live log of a Session; see {@link LiveLog} for what watchers may rely on. */
@RestController
@RequestMapping("/api/v1/sessions/{id}/events/stream")
final class StreamEndpoint {

    private final LiveLog live;
    private final Sessions sessions;
    private final Previews previews;

    StreamEndpoint(LiveLog live, Sessions sessions, Previews previews) {
        this.live = live;
        this.sessions = sessions;
        this.previews = previews;
    }

    /**
     * @param previews also what is not stored: replies while they are written, as {@code event_start} and
     *     {@code event_delta} with the id of the event to come; the shell engine has none
     */
    @GetMapping
    void stream(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Boolean previews,
            HttpServletRequest request,
            HttpServletResponse response) {
        var principal = RequestContext.current().principal();
        sessions.visible(id, principal);
        if (Boolean.TRUE.equals(previews)) {
            live.writeWithPreviews(id, principal.id(), after, request, response, () -> this.previews.soFar(id));
        } else {
            live.write(id, principal.id(), after, request, response);
        }
    }

    /** How many streams are open on this replica. */
    int watching() {
        return live.watching();
    }
}
