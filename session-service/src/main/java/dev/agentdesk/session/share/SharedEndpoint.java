package dev.agentdesk.session.share;

import dev.agentdesk.kit.id.Digest;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.session.envelope.PublicForm;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading by a link: asks for no account. Unknown, expired, revoked and deleted are the same 404. */
@RestController
final class SharedEndpoint {

    private static final int MOST = 1_000;
    private static final int USUAL = 200;

    private final Sessions sessions;
    private final EventLog log;
    private final JdbcClient db;
    private final Clock clock;

    SharedEndpoint(Sessions sessions, EventLog log, JdbcClient db, Clock clock) {
        this.sessions = sessions;
        this.log = log;
        this.db = db;
        this.clock = clock;
    }

    /** The Session as it was at {@code atSeq}; {@code nextCursor} goes on behind the events that are here. */
    record SharedSession(
            @Nullable String title,
            long atSeq,
            boolean redacted,
            Instant expiresAt,
            List<Map<String, Object>> data,
            @Nullable String nextCursor) {}

    @GetMapping("/api/v1/shared/{token}")
    SharedSession read(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletResponse response) {
        var share = share(token);
        var session = sessions.find(share.sessionId())
                .filter(it -> it.deletedAt() == null && it.erasedAt() == null)
                .orElseThrow(Rejection::notFound);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        return page(share, session, limit == null ? USUAL : Cursor.limit(limit, MOST), after(cursor));
    }

    private SharedSession page(ShareRow share, SessionView session, int limit, long after) {
        var shown = new ArrayList<Map<String, Object>>();
        long last = after;
        while (shown.size() < limit && last < share.atSeq()) {
            var read = log.after(session.id(), last, (int) Math.min(limit, share.atSeq() - last));
            if (read.isEmpty()) {
                break;
            }
            for (var recorded : read) {
                if (shown.size() == limit) {
                    break;
                }
                var form = PublicForm.of(recorded);
                if (Redaction.shows(form, share.redact())) {
                    shown.add(Redaction.of(form, share.redact()));
                }
                last = recorded.seq();
            }
        }
        var next = last < share.atSeq() ? Cursor.encode(Long.toString(last)) : null;
        return new SharedSession(session.title(), share.atSeq(), share.redact(), share.expiresAt(), shown, next);
    }

    private ShareRow share(String token) {
        if (!token.matches("[A-Za-z0-9_-]{22}")) {
            throw Rejection.notFound();
        }
        return db.sql("select * from share where token_sha256 = :sha and revoked_at is null and expires_at > :now")
                .param("sha", Digest.of(token))
                .param("now", Timestamp.from(clock.instant()))
                .query(ShareRow::read)
                .optional()
                .orElseThrow(Rejection::notFound);
    }

    private static long after(@Nullable String cursor) {
        var key = Cursor.decode(cursor);
        if (key == null) {
            return 0;
        }
        if (!key.matches("[0-9]{1,18}")) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
        return Long.parseLong(key);
    }
}
