package dev.agentdesk.session.overview;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.web.RequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far somebody has read a Session; only grows, and is nobody else's to see. */
@RestController
@RequestMapping("/api/v1/sessions/{id}/seen")
final class SeenEndpoint {

    private final Sessions sessions;
    private final JdbcClient db;

    SeenEndpoint(Sessions sessions, JdbcClient db) {
        this.sessions = sessions;
        this.db = db;
    }

    /** @param seq of the newest event that was seen */
    record SeenUpTo(@Nullable Long seq) {}

    /** @param unseen how many events are newer */
    record SeenView(long seq, long unseen) {}

    @GetMapping
    SeenView get(@PathVariable String id) {
        var principal = RequestContext.current().principal();
        var session = sessions.visible(id, principal);
        long seq = db.sql("select seq from session_seen where account = :account and session_id = :id")
                .param("account", principal.account())
                .param("id", id)
                .query(Long.class)
                .optional()
                .orElse(0L);
        return new SeenView(seq, session.lastSeq() - seq);
    }

    @PutMapping
    SeenView put(@PathVariable String id, @RequestBody SeenUpTo seen) {
        var principal = RequestContext.current().principal();
        var session = sessions.visible(id, principal);
        if (seen.seq() == null || seen.seq() < 0 || seen.seq() > session.lastSeq()) {
            throw InvalidRequest.at("/seq", "out-of-range", "From 0 to the newest event.");
        }
        db.sql("""
            insert into session_seen (account, session_id, seq) values (:account, :id, :seq)
            on conflict (account, session_id) do update set seq = greatest(session_seen.seq, excluded.seq)\
            """)
                .param("account", principal.account())
                .param("id", id)
                .param("seq", seen.seq())
                .update();
        return get(id);
    }
}
