package dev.agentdesk.gateway.activity;

import dev.agentdesk.gateway.visibility.Workspaces;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened around a Workspace, told by all services, newest first. Facts only: content stays with its owner. */
@RestController
final class ActivityEndpoint {

    private static final String SELECT =
            "select event_id, at, type, subject_id, seq, workspace_id, actor_type, actor_id,"
                    + " correlation_id, causation_id, data from activity ";

    private final JdbcClient db;
    private final Workspaces workspaces;
    private final JsonMapper json;

    ActivityEndpoint(JdbcClient db, Workspaces workspaces, JsonMapper json) {
        this.db = db;
        this.workspaces = workspaces;
        this.json = json;
    }

    record ByWhom(String type, String id) {}

    /** @param subjectId whose stream the event stands in, at {@code seq} */
    record Entry(
            String id,
            Instant at,
            String type,
            String subjectId,
            long seq,
            String workspaceId,
            ByWhom actor,
            String correlationId,
            @Nullable String causationId,
            JsonNode data) {}

    /** The sort key of the last entry of a page. */
    private record Position(Instant at, String id) {

        private static final Position NEWEST = new Position(Instant.parse("9999-12-31T00:00:00Z"), "");

        static Position of(@Nullable String cursor) {
            var text = Cursor.decode(cursor);
            if (text == null) {
                return NEWEST;
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
    }

    @GetMapping("/api/v1/workspaces/{id}/activity")
    Page<Entry> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var principal = RequestContext.current().principal();
        principal.require("workspaces:read");
        var workspace = workspaces.visible(id, principal);
        int size = Cursor.limit(limit, Page.MOST);
        var found = before(Position.of(cursor), workspace.id(), size + 1);
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        var last = found.get(size - 1);
        return new Page<>(found.subList(0, size), Cursor.encode(last.at() + " " + last.id()));
    }

    private List<Entry> before(Position position, String workspaceId, int limit) {
        return db.sql(SELECT + "where workspace_id = :workspace and (at, event_id) < (:at, :id)"
                        + " order by at desc, event_id desc limit :limit")
                .param("workspace", workspaceId)
                .param("at", Timestamp.from(position.at()))
                .param("id", position.id())
                .param("limit", limit)
                .query(this::entry)
                .list();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getString("event_id"),
                row.getTimestamp("at").toInstant(),
                row.getString("type"),
                row.getString("subject_id"),
                row.getLong("seq"),
                row.getString("workspace_id"),
                new ByWhom(row.getString("actor_type"), row.getString("actor_id")),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                json.readTree(row.getString("data")));
    }
}
