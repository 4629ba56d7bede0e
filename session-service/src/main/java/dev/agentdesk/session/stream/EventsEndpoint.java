package dev.agentdesk.session.stream;

import dev.agentdesk.kit.feed.EventPages;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.overview.Sessions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log of a Session in pages, and single events. {@code next_cursor} is a {@code seq}. */
@RestController
@RequestMapping("/api/v1")
final class EventsEndpoint {

    private final EventPages pages;
    private final Sessions sessions;

    EventsEndpoint(EventPages pages, Sessions sessions) {
        this.pages = pages;
        this.sessions = sessions;
    }

    @GetMapping("/sessions/{id}/events")
    Page<Map<String, Object>> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String types,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable Long cursor) {
        sessions.visible(id, RequestContext.current().principal());
        return pages.page(id, new EventPages.Question(after, before, limit, types, order, cursor));
    }

    @GetMapping("/events/{id}")
    Map<String, Object> get(@PathVariable String id) {
        var event = pages.find(id).orElseThrow(Rejection::notFound);
        sessions.visible(
                String.valueOf(event.get("session_id")),
                RequestContext.current().principal());
        return event;
    }
}
