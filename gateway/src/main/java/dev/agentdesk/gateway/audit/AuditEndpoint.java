package dev.agentdesk.gateway.audit;

import dev.agentdesk.gateway.token.InstanceRights;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit of access, newest first. */
@RestController
final class AuditEndpoint {

    private final JdbcClient db;

    AuditEndpoint(JdbcClient db) {
        this.db = db;
    }

    record ByWhom(String type, String id) {}

    record Entry(
            String id,
            Instant at,
            String action,
            ByWhom actor,
            String subjectId,
            @Nullable String detail) {}

    /** The sort key of the last entry of a page. */
    private record Position(Instant at, String id) {

        static Position of(@Nullable String cursor) {
            var text = Cursor.decode(cursor);
            if (text == null) {
                return new Position(Instant.parse("9999-12-31T00:00:00Z"), "");
            }
            var parts = text.split(" ", 2);
            try {
                if (parts.length == 2 && Ids.isId("evt", parts[1])) {
                    return new Position(Instant.parse(parts[0]), parts[1]);
                }
            } catch (DateTimeParseException e) {
                // as malformed as the rest
            }
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }

        static String after(Entry entry) {
            return Cursor.encode(entry.at() + " " + entry.id());
        }
    }

    @GetMapping("/api/v1/audit")
    Page<Entry> list(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        InstanceRights.require(RequestContext.current().principal(), "audit:read");
        int size = Cursor.limit(limit, Page.MOST);
        var found = read(Position.of(cursor), size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        return new Page<>(page, found.size() > size ? Position.after(page.getLast()) : null);
    }

    private List<Entry> read(Position before, int limit) {
        return db.sql("""
                select event_id, at, action, actor_type, actor_id, subject_id, detail from access_audit
                where (at, event_id) < (:at, :id) order by at desc, event_id desc limit :limit
                """)
                .param("at", Timestamp.from(before.at()))
                .param("id", before.id())
                .param("limit", limit)
                .query(AuditEndpoint::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getString("event_id"),
                row.getTimestamp("at").toInstant(),
                row.getString("action"),
                new ByWhom(row.getString("actor_type"), row.getString("actor_id")),
                row.getString("subject_id"),
                row.getString("detail"));
    }
}
