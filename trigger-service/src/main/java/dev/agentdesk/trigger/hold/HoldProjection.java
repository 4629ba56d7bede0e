package dev.agentdesk.trigger.hold;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.hold.HoldEvent.Erased;
import dev.agentdesk.trigger.hold.HoldEvent.HoldErased;
import dev.agentdesk.trigger.hold.HoldEvent.HoldExplained;
import dev.agentdesk.trigger.hold.HoldEvent.HoldLifted;
import dev.agentdesk.trigger.hold.HoldEvent.HoldPlaced;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row of {@code hold} per Hold, lifted or not; an erased one leaves none. */
@Component
final class HoldProjection implements ReadModel {

    static final String NAME = "hold";

    private final SealedTexts seals;

    HoldProjection(SealedTexts seals) {
        this.seals = seals;
    }

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
        return List.of("hold");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case HoldPlaced e -> insert(e, db);
            case HoldExplained e ->
                db.sql("update hold set sealed_reason = :reason where hold_id = :id")
                        .param("reason", seals.seal(e.holdId(), e.reason()))
                        .param("id", e.holdId())
                        .update();
            case HoldLifted e ->
                db.sql("update hold set lifted_at = :at, lifted_by = :by where hold_id = :id")
                        .param("at", Timestamp.from(e.stamp().at()))
                        .param("by", e.stamp().actor().id())
                        .param("id", e.holdId())
                        .update();
            case HoldErased e -> remove(e.holdId(), db);
            case Erased e -> remove(e.holdId(), db);
            default -> {}
        }
    }

    private static void remove(String holdId, JdbcClient db) {
        db.sql("delete from hold where hold_id = :id").param("id", holdId).update();
    }

    private static void insert(HoldPlaced event, JdbcClient db) {
        var until = event.terms().until();
        db.sql("""
                insert into hold (hold_id, scope, scope_id, what, until_at, placed_at, placed_by)
                values (:id, :scope, :scopeId, :what, :until, :at, :by) on conflict (hold_id) do nothing""")
                .param("id", event.holdId())
                .param("scope", event.terms().scope())
                .param("scopeId", event.terms().scopeId())
                .param("what", event.terms().what().toArray(String[]::new))
                .param("until", until == null ? null : Timestamp.from(until))
                .param("at", Timestamp.from(event.stamp().at()))
                .param("by", event.stamp().actor().id())
                .update();
    }
}
