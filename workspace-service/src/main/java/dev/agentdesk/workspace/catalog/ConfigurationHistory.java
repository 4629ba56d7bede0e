package dev.agentdesk.workspace.catalog;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ConfigurationReplaced;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceCreated;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Configuration versions of a Workspace: each is immutable and can be had as of a number or an instant. */
@Component
public final class ConfigurationHistory {

    /** One version: who made it, when and why, and the whole document. */
    public record Version(
            long version,
            Instant at,
            String actorType,
            String actorId,
            @Nullable String reason,
            @Nullable Long restoredFrom,
            String document) {}

    private final JdbcClient db;
    private final EventLog log;

    ConfigurationHistory(JdbcClient db, EventLog log) {
        this.db = db;
        this.log = log;
    }

    /** @throws Rejection 404 for a version that does not exist, 410 for one whose content was erased */
    public Version version(String workspaceId, long version) {
        return db.sql("select seq from configuration_version where workspace_id = :id and version = :version")
                .param("id", workspaceId)
                .param("version", version)
                .query(Long.class)
                .optional()
                .map(seq -> read(workspaceId, version, seq))
                .orElseThrow(Rejection::notFound);
    }

    /** The version that was in force at that time. */
    public Version at(String workspaceId, Instant time) {
        return db.sql("select max(version) from configuration_version where workspace_id = :id and at <= :time")
                .param("id", workspaceId)
                .param("time", Timestamp.from(time))
                .query(Long.class)
                .optional()
                .map(version -> version(workspaceId, version))
                .orElseThrow(Rejection::notFound);
    }

    /** Newest first, those below {@code before}. */
    public List<Version> versions(String workspaceId, long before, int limit) {
        return db.sql("select version, seq from configuration_version where workspace_id = :id and version < :before"
                        + " order by version desc limit :limit")
                .param("id", workspaceId)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> read(workspaceId, row.getLong("version"), row.getLong("seq")))
                .list();
    }

    private Version read(String workspaceId, long version, long seq) {
        return log.after(workspaceId, seq - 1, 1).stream()
                .findFirst()
                .map(recorded -> version(recorded, version))
                .orElseThrow(Rejection::notFound);
    }

    private static Version version(Recorded recorded, long version) {
        var stamp = recorded.event().stamp();
        return switch (recorded.event()) {
            case WorkspaceCreated created ->
                new Version(
                        version,
                        stamp.at(),
                        stamp.actor().type(),
                        stamp.actor().id(),
                        null,
                        null,
                        created.configuration().document());
            case ConfigurationReplaced replaced ->
                new Version(
                        version,
                        stamp.at(),
                        stamp.actor().type(),
                        stamp.actor().id(),
                        replaced.reason(),
                        replaced.restoredFrom(),
                        replaced.configuration().document());
            default -> throw new Rejection(ProblemCode.GONE, "The content of this workspace was erased.");
        };
    }
}
