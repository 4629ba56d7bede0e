package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentErased;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentFailed;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentReady;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentStopped;
import dev.agentdesk.terminal.environment.EnvironmentEvent.ProvisioningBegun;
import dev.agentdesk.terminal.sandbox.Isolation;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table {@code environment}: one row per Workspace, replaced by each event. */
@Component
final class EnvironmentProjection implements ReadModel {

    static final String NAME = "environment";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("environment");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (recorded.event() instanceof EnvironmentEvent event) {
            switch (event) {
                case ProvisioningBegun e -> put(db, recorded, "provisioning", e.generation(), null, null, null);
                case EnvironmentReady e -> put(db, recorded, "ready", e.generation(), e.isolation(), null, null);
                case EnvironmentFailed e -> put(db, recorded, "failed", e.generation(), null, e.code(), e.reason());
                case EnvironmentStopped e -> put(db, recorded, "stopped", e.generation(), null, null, null);
                case EnvironmentErased e -> put(db, recorded, "erased", 0, null, null, null);
            }
        }
    }

    private static void put(
            JdbcClient db,
            Recorded recorded,
            String status,
            long generation,
            @Nullable Isolation isolation,
            @Nullable String code,
            @Nullable String reason) {
        db.sql("""
                insert into environment (workspace_id, status, generation, tier, enforced, not_enforced,
                                         failure_code, failure_reason, changed_at, last_seq)
                values (:id, :status, :generation, :tier, :enforced, :notEnforced, :code, :reason, :at, :seq)
                on conflict (workspace_id) do update set
                    status = excluded.status, generation = excluded.generation, tier = excluded.tier,
                    enforced = excluded.enforced, not_enforced = excluded.not_enforced,
                    failure_code = excluded.failure_code, failure_reason = excluded.failure_reason,
                    changed_at = excluded.changed_at, last_seq = excluded.last_seq
                where environment.last_seq < excluded.last_seq""")
                .param("id", recorded.aggregateId())
                .param("status", status)
                .param("generation", generation)
                .param("tier", isolation == null ? null : isolation.tier())
                .param(
                        "enforced",
                        isolation == null ? null : isolation.enforced().toArray(String[]::new))
                .param(
                        "notEnforced",
                        isolation == null ? null : isolation.notEnforced().toArray(String[]::new))
                .param("code", code)
                .param("reason", reason)
                .param("at", Timestamp.from(recorded.event().stamp().at()))
                .param("seq", recorded.seq())
                .update();
    }
}
