package dev.agentdesk.workspace.catalog;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.workspace.desk.WorkspaceEvent;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ConfigurationReplaced;
import dev.agentdesk.workspace.desk.WorkspaceEvent.DetailsChanged;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentFailed;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentStarted;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentStopped;
import dev.agentdesk.workspace.desk.WorkspaceEvent.Erased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ErasureRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ServiceErased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StartRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StopRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceCreated;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceDeleted;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceErased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceUndeleted;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code workspace_row}: one row per Workspace, in the transaction of the append. */
@Component
final class WorkspaceRows implements ReadModel {

    private final SealedDetails sealed;

    WorkspaceRows(SealedDetails sealed) {
        this.sealed = sealed;
    }

    @Override
    public String name() {
        return "workspace-row";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("workspace_row");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (!(recorded.event() instanceof WorkspaceEvent event)) {
            return;
        }
        if (event instanceof WorkspaceCreated created) {
            insert(created, recorded.seq(), db);
        } else if (event instanceof Erased erased && erased.was().equals("WorkspaceCreated")) {
            insertErased(erased, recorded.seq(), db);
        } else {
            if (event instanceof Erased erased) {
                count(erased, recorded.seq(), db);
            }
            update(event, recorded.seq(), db);
        }
    }

    /** Versions count on though their content is gone; guarded by the position, so that a repeat counts once. */
    private static void count(Erased erased, long seq, JdbcClient db) {
        var column = erased.was().equals("DetailsChanged") ? "version" : "config_version";
        db.sql("update workspace_row set " + column + " = " + column + " + 1"
                        + " where workspace_id = :id and last_seq < :seq")
                .param("id", erased.workspaceId())
                .param("seq", seq)
                .update();
    }

    private void insert(WorkspaceCreated created, long seq, JdbcClient db) {
        var row = row(db, created.workspaceId(), created.stamp(), seq)
                .param("principal", created.principalId())
                .param("slug", created.details().slug())
                .param("owner", created.owner())
                .param("engine", created.configuration().engine());
        sealed.sealed(created.workspaceId(), created.details())
                .forEach((column, text) -> row.param(column, text, Types.BINARY));
        row.update();
    }

    private static void insertErased(Erased erased, long seq, JdbcClient db) {
        var row = row(db, erased.workspaceId(), erased.stamp(), seq)
                .param("principal", "")
                .param("slug", null)
                .param("owner", "")
                .param("engine", null);
        SealedDetails.COLUMNS.forEach(column -> row.param(column, null, Types.BINARY));
        row.update();
    }

    private static JdbcClient.StatementSpec row(JdbcClient db, String id, Stamp stamp, long seq) {
        return db.sql("""
                insert into workspace_row (workspace_id, principal_id, slug, sealed_name, sealed_description,
                    sealed_tags, owner, created_by, created_at, status, desired, generation, engine, version, config_version, updated_at, last_seq)
                values (:id, :principal, :slug, :sealed_name, :sealed_description, :sealed_tags, :owner, :by, :at, 'created', 'stopped', 0,
                    :engine, 1, 1, :at, :seq)
                on conflict (workspace_id) do nothing""")
                .param("id", id)
                .param("by", stamp.actor().id())
                .param("at", Timestamp.from(stamp.at()))
                .param("seq", seq);
    }

    private void update(WorkspaceEvent event, long seq, JdbcClient db) {
        var columns = columns(event);
        var sets = new StringBuilder("updated_at = :at, last_seq = :seq");
        columns.keySet()
                .forEach(column ->
                        sets.append(", ").append(column).append(" = :").append(column));
        var update = db.sql("update workspace_row set " + sets + " where workspace_id = :id")
                .param("at", Timestamp.from(event.stamp().at()))
                .param("seq", seq)
                .param("id", event.workspaceId());
        columns.forEach(update::param);
        update.update();
    }

    /** Column names come from this method only, never from outside. */
    private Map<String, Object> columns(WorkspaceEvent event) {
        return switch (event) {
            case WorkspaceCreated c -> Map.of();
            case DetailsChanged changed -> details(changed);
            case ConfigurationReplaced replaced ->
                Map.of(
                        "config_version",
                        replaced.version(),
                        "engine",
                        replaced.configuration().engine());
            case StartRequested start -> condition("starting", start.cause(), "running", start.generation());
            case StopRequested stop -> condition("stopping", stop.cause(), "stopped", stop.generation());
            case EnvironmentStarted started -> isolation(started);
            case EnvironmentFailed failed -> reason("failed", failed.code() + ": " + failed.reason());
            case EnvironmentStopped stopped -> Map.of("status", "stopped");
            case WorkspaceDeleted deleted -> condition("deleted", "deleted", "stopped", deleted.generation());
            case WorkspaceUndeleted undeleted -> reason("stopped", "undeleted");
            case ErasureRequested requested -> reason("deleted", "being erased");
            case ServiceErased erased -> Map.of();
            case WorkspaceErased erased -> erased();
            case Erased erased -> Map.of();
        };
    }

    private Map<String, Object> details(DetailsChanged changed) {
        var columns = new HashMap<String, Object>(sealed.sealed(changed.workspaceId(), changed.details()));
        columns.put("slug", changed.details().slug());
        columns.put("version", changed.version());
        return columns;
    }

    private static Map<String, Object> condition(String status, String reason, String desired, long generation) {
        return Map.of("status", status, "status_reason", reason, "desired", desired, "generation", generation);
    }

    private static Map<String, Object> reason(String status, String reason) {
        return Map.of("status", status, "status_reason", reason);
    }

    private static Map<String, Object> isolation(EnvironmentStarted started) {
        return Map.of(
                "status", "running",
                "tier", started.tier(),
                "enforced", started.enforced().toArray(String[]::new),
                "not_enforced", started.notEnforced().toArray(String[]::new));
    }

    private static Map<String, Object> erased() {
        var columns = new HashMap<String, Object>();
        columns.put("status", "erased");
        columns.put("status_reason", "erased");
        columns.put("owner", "");
        columns.put("principal_id", "");
        columns.put("slug", null);
        SealedDetails.COLUMNS.forEach(column -> columns.put(column, null));
        columns.put("engine", null);
        return columns;
    }
}
