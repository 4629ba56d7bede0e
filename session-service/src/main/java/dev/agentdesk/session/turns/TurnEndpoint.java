package dev.agentdesk.session.turns;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.overview.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The turns of a Session, newest first, and one turn. */
@RestController
@RequestMapping("/api/v1")
final class TurnEndpoint {

    private final Turns turns;
    private final Sessions sessions;

    TurnEndpoint(Turns turns, Sessions sessions) {
        this.turns = turns;
        this.sessions = sessions;
    }

    @GetMapping("/sessions/{id}/turns")
    Page<TurnView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        sessions.visible(id, RequestContext.current().principal());
        int most = Cursor.limit(limit, Page.MOST);
        var found = turns.of(id, before(cursor), most + 1);
        return found.size() <= most
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, most),
                        Cursor.encode(Long.toString(found.get(most - 1).startedSeq())));
    }

    @GetMapping("/turns/{id}")
    TurnView get(@PathVariable String id) {
        var turn = turns.find(id).orElseThrow(Rejection::notFound);
        sessions.visible(turn.sessionId(), RequestContext.current().principal());
        return turn;
    }

    private static long before(@Nullable String cursor) {
        var key = Cursor.decode(cursor);
        if (key == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
    }
}
