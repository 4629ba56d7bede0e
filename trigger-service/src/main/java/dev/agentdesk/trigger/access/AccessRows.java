package dev.agentdesk.trigger.access;

import dev.agentdesk.kit.security.Principal;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of {@code workspace_access}: the newest that was said about each Workspace, whole. */
@Component
public class AccessRows {

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    AccessRows(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Takes what was said unless something newer is known; harmless to repeat. */
    public void learn(AccessStatement said) {
        transaction.executeWithoutResult(status -> {
            if (replace(said)) {
                replaceGrants(said);
            }
        });
    }

    private boolean replace(AccessStatement said) {
        return db.sql("""
                        insert into workspace_access (workspace_id, slug, owner, visibility, deleted, as_of)
                        values (:id, :slug, :owner, :visibility, :deleted, :asOf)
                        on conflict (workspace_id) do update set slug = excluded.slug,
                            owner = excluded.owner, visibility = excluded.visibility, deleted = excluded.deleted,
                            as_of = excluded.as_of
                        where workspace_access.as_of <= excluded.as_of""")
                        .param("id", said.workspaceId())
                        .param("slug", said.slug())
                        .param("owner", said.owner())
                        .param("visibility", said.visibility())
                        .param("deleted", said.deleted())
                        .param("asOf", Timestamp.from(said.asOf()))
                        .update()
                == 1;
    }

    private void replaceGrants(AccessStatement said) {
        db.sql("delete from workspace_grant where workspace_id = :id")
                .param("id", said.workspaceId())
                .update();
        said.grants()
                .forEach((grantee, role) -> db.sql(
                                "insert into workspace_grant (workspace_id, principal, role) values (:id, :grantee, :role)")
                        .param("id", said.workspaceId())
                        .param("grantee", grantee)
                        .param("role", role)
                        .update());
    }

    /** Forgets an erased Workspace. */
    public void forget(String workspaceId) {
        db.sql("delete from workspace_access where workspace_id = :id")
                .param("id", workspaceId)
                .update();
    }

    boolean knows(String idOrSlug) {
        return db.sql("select exists (select 1 from workspace_access where workspace_id = :key or slug = :key)")
                .param("key", idOrSlug)
                .query(Boolean.class)
                .single();
    }

    Optional<Workspace> find(Principal principal, String idOrSlug) {
        return db.sql("""
                        select a.workspace_id, a.slug, a.deleted,
                            :seesAll or a.owner = :account or exists (select 1 from workspace_grant g where
                                g.workspace_id = a.workspace_id and g.principal = :account and g.role = 'editor')
                        from workspace_access a
                        where (a.workspace_id = :key or a.slug = :key and not a.deleted) and
                        """ + Visibility.SEES)
                .params(Visibility.of(principal))
                .param("key", idOrSlug)
                .query((row, n) ->
                        new Workspace(row.getString(1), row.getString(2), row.getBoolean(4), row.getBoolean(3)))
                .optional();
    }
}
