package dev.agentdesk.session.hold;

import dev.agentdesk.contracts.trigger.v1.HoldLifted;
import dev.agentdesk.contracts.trigger.v1.HoldPlaced;
import dev.agentdesk.kit.inbound.Fact;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The holds on turns that trigger-service told of. A turn that runs goes on, one that is to begin waits, visibly, until
 * the hold is lifted or over. Harmless to hear again.
 */
public final class Holds {

    private final JdbcClient db;
    private final Clock clock;

    public Holds(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Whether the Workspace is held by itself, by the team that owns it, or with the whole instance. */
    public boolean standOn(String workspaceId) {
        return db.sql("""
                        select exists (select 1 from hold h where (h.until_at is null or h.until_at > :now)
                            and (h.scope = 'instance' or h.scope_id = :workspace or h.scope_id =
                                (select a.owner from workspace_access a where a.workspace_id = :workspace)))""")
                .param("now", Timestamp.from(clock.instant()))
                .param("workspace", workspaceId)
                .query(Boolean.class)
                .single();
    }

    /** Whether the fact was about a hold. */
    public boolean on(Fact fact) {
        if (fact.is(HoldPlaced.class)) {
            place(fact.as(HoldPlaced.class));
            return true;
        }
        if (fact.is(HoldLifted.class)) {
            db.sql("delete from hold where hold_id = :id")
                    .param("id", fact.as(HoldLifted.class).holdId())
                    .update();
            return true;
        }
        return false;
    }

    private void place(HoldPlaced placed) {
        if (!placed.what().contains("turns")) {
            return;
        }
        var until = placed.until();
        db.sql("""
                insert into hold (hold_id, scope, scope_id, until_at) values (:id, :scope, :scopeId, :until)
                on conflict (hold_id) do nothing""")
                .param("id", placed.holdId())
                .param("scope", placed.scope())
                .param("scopeId", placed.workspaceId() == null ? placed.teamId() : placed.workspaceId())
                .param("until", until == null ? null : Timestamp.from(until), Types.TIMESTAMP)
                .update();
    }
}
