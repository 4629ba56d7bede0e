package dev.agentdesk.terminal.access;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code workspace_access}. */
@Component
public final class AccessRows {

    private final JdbcClient db;

    AccessRows(JdbcClient db) {
        this.db = db;
    }

    Optional<WorkspaceAccess> find(String idOrSlug) {
        return db.sql("""
                select * from workspace_access where workspace_id = :key or slug = :key
                order by (workspace_id = :key) desc limit 1""")
                .param("key", idOrSlug)
                .query((rs, n) -> new WorkspaceAccess(
                        rs.getString("workspace_id"),
                        rs.getString("slug"),
                        rs.getString("principal_id"),
                        rs.getString("owner"),
                        rs.getString("visibility"),
                        rs.getString("grants"),
                        rs.getBoolean("deleted")))
                .optional();
    }

    /** Replaces what was known of the Workspace. */
    public void put(WorkspaceAccess access) {
        db.sql("""
                insert into workspace_access values
                    (:id, :slug, :principal, :owner, :visibility, :grants::jsonb, :deleted)
                on conflict (workspace_id) do update set slug = excluded.slug,
                    principal_id = excluded.principal_id, owner = excluded.owner, visibility = excluded.visibility,
                    grants = excluded.grants, deleted = excluded.deleted""")
                .param("id", access.workspaceId())
                .param("slug", access.slug())
                .param("principal", access.principalId())
                .param("owner", access.owner())
                .param("visibility", access.visibility())
                .param("grants", access.grants())
                .param("deleted", access.deleted())
                .update();
    }

    public void remove(String workspaceId) {
        db.sql("delete from workspace_access where workspace_id = :id")
                .param("id", workspaceId)
                .update();
    }
}
