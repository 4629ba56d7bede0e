package dev.agentdesk.trigger.hold;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.access.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads Holds. */
@Component
public class Holds {

    /** One row of {@code hold} that was not lifted. */
    record Row(String id, HoldTerms terms, String reason, Instant placedAt, String placedBy) {}

    private static final String STANDING = "h.lifted_at is null and (h.until_at is null or h.until_at > :now)";

    /** Those of the instance concern everybody. */
    private static final String SEEN =
            " and (h.scope = 'instance' or :seesAll or exists (select 1 from workspace_access a"
                    + " where (a.workspace_id = h.scope_id or a.owner = h.scope_id) and " + Visibility.SEES + "))";

    /** On a Workspace, by itself, by the team that owns it, or by the instance. */
    private static final String ON = "(h.scope = 'instance' or h.scope_id = :workspace or h.scope_id ="
            + " (select a.owner from workspace_access a where a.workspace_id = :workspace)) and ";

    private static final String COLUMNS = "select h.hold_id, h.scope, h.scope_id, h.what, h.sealed_reason, h.until_at,"
            + " h.placed_at, h.placed_by from hold h where ";

    private final JdbcClient db;
    private final SealedTexts seals;

    Holds(JdbcClient db, SealedTexts seals) {
        this.db = db;
        this.seals = seals;
    }

    /** The oldest hold that stops automation of the Workspace now. */
    public Optional<String> on(String workspaceId, Instant now) {
        return db.sql("select h.hold_id from hold h where 'automation' = any(h.what) and " + ON + STANDING
                        + " order by h.placed_at, h.hold_id limit 1")
                .param("workspace", workspaceId)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .optional();
    }

    /** @throws Rejection 409 while automation of the Workspace is held */
    public void requireNone(String workspaceId, Instant now) {
        on(workspaceId, now).ifPresent(hold -> {
            throw new Rejection(
                    ProblemCode.CONFLICT,
                    "Automation is held by " + hold + "; lift that first.",
                    Map.of("hold_id", hold));
        });
    }

    /** Those of one Workspace, lifted ones too; for erasing. */
    public List<String> of(String workspaceId) {
        return db.sql("select hold_id from hold where scope_id = :workspace")
                .param("workspace", workspaceId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Those that stand, newest first; there are never many. */
    List<Row> standing(Principal principal, Instant now) {
        return db.sql(COLUMNS + STANDING + SEEN + " order by h.placed_at desc, h.hold_id desc limit 200")
                .params(Visibility.of(principal))
                .param("now", Timestamp.from(now))
                .query(this::row)
                .list();
    }

    Optional<Row> seen(Principal principal, String id) {
        if (!Ids.isId("hld", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + "h.hold_id = :id" + SEEN)
                .params(Visibility.of(principal))
                .param("id", id)
                .query(this::row)
                .optional();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        var until = row.getTimestamp(6);
        var terms = new HoldTerms(
                row.getString(2),
                row.getString(3),
                List.of((String[]) row.getArray(4).getArray()),
                until == null ? null : until.toInstant());
        return new Row(
                row.getString(1),
                terms,
                Objects.requireNonNullElse(seals.open(row.getString(1), row.getBytes(5)), ""),
                row.getTimestamp(7).toInstant(),
                row.getString(8));
    }
}
