package dev.agentdesk.workspace.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Workspace as it stands now. */
public record WorkspaceRow(
        String id,
        String principalId,
        @Nullable String slug,
        @Nullable String name,
        @Nullable String description,
        List<String> tags,
        String owner,
        String createdBy,
        Instant createdAt,
        String status,
        @Nullable String statusReason,
        String desired,
        long generation,
        @Nullable String tier,
        List<String> enforced,
        List<String> notEnforced,
        @Nullable String engine,
        long version,
        long configVersion,
        Instant updatedAt,
        long lastSeq) {

    static final String COLUMNS =
            "workspace_id, principal_id, slug, sealed_name, sealed_description, sealed_tags, owner, created_by,"
                    + " created_at, status, status_reason, desired, generation, tier, enforced, not_enforced, engine, version,"
                    + " config_version, updated_at, last_seq";

    /** Neither deleted nor erased. */
    public boolean isUsable() {
        return !status.equals("deleted") && !status.equals("erased");
    }

    static WorkspaceRow read(ResultSet row, SealedDetails details) throws SQLException {
        return new WorkspaceRow(
                row.getString("workspace_id"),
                row.getString("principal_id"),
                row.getString("slug"),
                details.text(row, "sealed_name"),
                details.text(row, "sealed_description"),
                details.tags(row),
                row.getString("owner"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("status"),
                row.getString("status_reason"),
                row.getString("desired"),
                row.getLong("generation"),
                row.getString("tier"),
                texts(row.getArray("enforced")),
                texts(row.getArray("not_enforced")),
                row.getString("engine"),
                row.getLong("version"),
                row.getLong("config_version"),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("last_seq"));
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
