package dev.agentdesk.gateway.token;

import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenCreated;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenRevoked;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row per token, written with the event, so that a token works and stops working at once on every replica. */
final class TokenRows implements ReadModel {

    @Override
    public String name() {
        return "service-tokens";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("service_token");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (recorded.event() instanceof ServiceTokenCreated created) {
            insert(created, db);
        } else if (recorded.event() instanceof ServiceTokenRevoked revoked) {
            db.sql("update service_token set revoked_at = :at where token_id = :id")
                    .param("at", Timestamp.from(revoked.stamp().at()))
                    .param("id", revoked.tokenId())
                    .update();
        }
    }

    private static void insert(ServiceTokenCreated created, JdbcClient db) {
        db.sql("""
                insert into service_token
                    (token_id, account_id, name, digest, scopes, workspace_ids, created_at, expires_at)
                values (:id, :account, :name, :digest, :scopes, :workspaces, :at, :expires)
                on conflict (token_id) do nothing
                """)
                .param("id", created.tokenId())
                .param("account", created.accountId())
                .param("name", created.name())
                .param("digest", created.digest())
                .param("scopes", created.scopes().toArray(String[]::new))
                .param("workspaces", arrayOrNull(created.workspaceIds()), java.sql.Types.ARRAY)
                .param("at", Timestamp.from(created.stamp().at()))
                .param("expires", Timestamp.from(created.expiresAt()))
                .update();
    }

    private static String @Nullable [] arrayOrNull(@Nullable List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }
}
