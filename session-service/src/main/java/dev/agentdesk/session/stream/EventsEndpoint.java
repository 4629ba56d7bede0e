package dev.agentdesk.session.stream;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.envelope.PublicForm;
import dev.agentdesk.session.overview.Sessions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /** What is asked for. */
    record Question(
            @Nullable Long after,
            @Nullable Long before,
            @Nullable Integer limit,
            @Nullable String types,
            @Nullable String order,
            @Nullable Long cursor) {}

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
        return page(id, new Question(after, before, limit, types, order, cursor));
    }

    @GetMapping("/events/{id}")
    Map<String, Object> get(@PathVariable String id) {
        var event = pages.find(id).orElseThrow(Rejection::notFound);
        sessions.visible(
                String.valueOf(event.get("session_id")),
                RequestContext.current().principal());
        return event;
    }

    private Page<Map<String, Object>> page(String id, Question question) {
        int limit = Cursor.limit(question.limit(), EventLog.MOST);
        var types = storedTypes(question.types());
        boolean descending = descending(question.order());
        long after = first(descending ? null : question.cursor(), question.after(), 0);
        long before = first(descending ? question.cursor() : null, question.before(), Integer.MAX_VALUE);
        var found = (descending ? pages.before(id, before, limit, types) : pages.after(id, after, limit, types))
                .stream().filter(it -> seq(it) > after && seq(it) < before).toList();
        return new Page<>(found, found.size() < limit ? null : Long.toString(seq(found.getLast())));
    }

    private static long first(@Nullable Long cursor, @Nullable Long given, long otherwise) {
        long seq = cursor != null ? cursor : given != null ? given : otherwise;
        if (seq < 0) {
            throw InvalidRequest.at(cursor != null ? "?cursor" : "?after", "out-of-range", "A seq begins at 1.");
        }
        return seq;
    }

    private static long seq(Map<String, Object> event) {
        return Frame.seq(event);
    }

    private static boolean descending(@Nullable String order) {
        if (order == null || order.equals("asc")) {
            return false;
        }
        if (order.equals("desc")) {
            return true;
        }
        throw InvalidRequest.at("?order", "unknown-value", "One of asc, desc.");
    }

    private static List<String> storedTypes(@Nullable String types) {
        return types == null || types.isBlank()
                ? List.of()
                : Stream.of(types.split(","))
                        .flatMap(it -> stored(it.strip()).stream())
                        .toList();
    }

    private static List<String> stored(String type) {
        var stored = PublicForm.storedTypes(type);
        if (stored.isEmpty()) {
            throw new Rejection(ProblemCode.UNKNOWN_EVENT_TYPE, "There is no type of event like that in ?types.");
        }
        return stored;
    }
}
