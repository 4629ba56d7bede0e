package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.access.Visibility;
import dev.agentdesk.trigger.listing.Newest;
import dev.agentdesk.trigger.timing.Timing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads Schedules. */
@Component
public class Schedules {

    /** Why and since when one is paused. */
    record Pause(String code, String reason, Instant at) {}

    /** One row of {@code schedule}. */
    public record Row(
            String id,
            String workspaceId,
            ScheduleSettings settings,
            @Nullable Pause paused,
            @Nullable Instant nextNominalAt,
            @Nullable Instant nextDueAt,
            long version,
            String createdBy,
            Instant createdAt,
            Instant updatedAt) {

        public Timing timing() {
            return settings.timing();
        }
    }

    private static final String COLUMNS =
            "select s.schedule_id, s.workspace_id, s.sealed_name, s.sealed_task, s.timing,"
                    + " s.policy, s.enabled, s.paused_code, s.sealed_paused_reason, s.paused_at, s.next_nominal_at,"
                    + " s.next_due_at, s.version, s.created_by, s.created_at, s.updated_at from schedule s ";

    private static final String SEEN =
            "join workspace_access a using (workspace_id) where not s.deleted and " + Visibility.SEES + " and ";

    private final JdbcClient db;
    private final SealedTexts seals;

    Schedules(JdbcClient db, SealedTexts seals) {
        this.db = db;
        this.seals = seals;
    }

    /** Of a Workspace, deleted ones too; for erasing. */
    public List<String> of(String workspaceId) {
        return db.sql("select schedule_id from schedule where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Where it belongs; empty once it is erased. */
    public Optional<String> workspaceOf(String scheduleId) {
        return db.sql("select workspace_id from schedule where schedule_id = :id")
                .param("id", scheduleId)
                .query(String.class)
                .optional();
    }

    int count(String workspaceId) {
        return db.sql("select count(*) from schedule where workspace_id = :workspace and not deleted")
                .param("workspace", workspaceId)
                .query(Integer.class)
                .single();
    }

    public Optional<Row> seen(Principal principal, String id) {
        if (!Ids.isId("sch", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + SEEN + "s.schedule_id = :id")
                .params(Visibility.of(principal))
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** Newest first. */
    List<Row> page(Principal principal, String workspaceId, @Nullable Newest after, int limit) {
        return db.sql(COLUMNS + SEEN + "s.workspace_id = :workspace"
                        + (after == null ? "" : " and (s.created_at, s.schedule_id) < (:at, :after)")
                        + " order by s.created_at desc, s.schedule_id desc limit :limit")
                .params(Visibility.of(principal))
                .params(Newest.parameters(after))
                .param("workspace", workspaceId)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        var id = row.getString(1);
        return new Row(
                id,
                row.getString(2),
                settings(id, row),
                pause(id, row),
                instant(row.getTimestamp(11)),
                instant(row.getTimestamp(12)),
                row.getLong(13),
                row.getString(14),
                row.getTimestamp(15).toInstant(),
                row.getTimestamp(16).toInstant());
    }

    private ScheduleSettings settings(String id, ResultSet row) throws SQLException {
        var task = seals.open(id, row.getBytes(4));
        return new ScheduleSettings(
                Objects.requireNonNullElse(seals.open(id, row.getBytes(3)), ""),
                task == null ? new Task.Prompt("") : read(task, TaskForm.class).task(),
                read(row.getString(5), TimingForm.class).timing(),
                read(row.getString(6), PolicyForm.class).over(PolicyForm.DEFAULT),
                row.getBoolean(7));
    }

    private @Nullable Pause pause(String id, ResultSet row) throws SQLException {
        var code = row.getString(8);
        if (code == null) {
            return null;
        }
        var reason = Objects.requireNonNullElse(seals.open(id, row.getBytes(9)), "");
        return new Pause(code, reason, row.getTimestamp(10).toInstant());
    }

    private static <T> T read(String json, Class<T> form) {
        return ScheduleProjection.JSON.readValue(json, form);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
