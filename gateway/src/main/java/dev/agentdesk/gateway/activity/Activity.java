package dev.agentdesk.gateway.activity;

import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.store.Wakeup;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what happened: one row per fact, and with it, in the same statement, what watchers are told.
 *
 * <p>A fact that is there already changes nothing and is told to nobody, so the topics can be read again from any
 * offset.
 */
final class Activity {

    /** A reason may quote what a program printed, and a slug is a name: neither outlives what it was said of. */
    private static final Set<String> NOT_KEPT = Set.of("reason", "slug");

    /** More than are told while a browser looks for another network. */
    private static final int REMEMBERED = 20_000;

    private static final int TRIM_EVERY = 1_000;

    private final JdbcClient db;
    private final Wakeup wakeup;

    Activity(JdbcClient db, Wakeup wakeup) {
        this.db = db;
        this.wakeup = wakeup;
    }

    /**
     * The lock makes positions become visible in their order, so that a watcher who has seen one has seen all before
     * it.
     */
    void record(Fact fact, List<Hint> hints) {
        var told = db.sql("""
                with lock as materialized (select pg_advisory_xact_lock(hashtext('hint')) as held),
                fact as (
                    insert into activity (event_id, at, type, subject_id, seq, workspace_id, actor_type, actor_id,
                        correlation_id, causation_id, depth, data)
                    values (:event, :at, :type, :subject, :seq, :workspace, :actorType, :actorId, :correlation,
                        :causation, :depth, cast(:data as jsonb))
                    on conflict (event_id) do nothing returning workspace_id)
                insert into hint (topic, id, version, workspace_id)
                select h.topic, h.id, nullif(h.version, 0), fact.workspace_id
                from lock, fact, unnest(:topics, :ids, :versions) as h (topic, id, version)
                where lock.held is not null
                returning position""")
                .param("event", fact.id())
                .param("at", Timestamp.from(fact.at()))
                .param("type", type(fact))
                .param("subject", fact.subject())
                .param("seq", fact.seq())
                .param("workspace", fact.workspaceId(), Types.VARCHAR)
                .param("actorType", fact.actor().type())
                .param("actorId", fact.actor().id())
                .param("correlation", fact.correlationId())
                .param("causation", fact.causationId(), Types.VARCHAR)
                .param("depth", fact.depth())
                .param("data", data(fact))
                .param("topics", hints.stream().map(Hint::topic).toArray(String[]::new))
                .param("ids", hints.stream().map(Hint::id).toArray(String[]::new))
                .param("versions", hints.stream().map(Activity::version).toArray(Long[]::new))
                .query(Long.class)
                .list();
        if (!told.isEmpty()) {
            wakeup.committed();
            told.forEach(this::trim);
        }
    }

    /** {@code session.turn_finished}: the area and the fact, as everything else is named in the API. */
    static String type(Fact fact) {
        var parts = fact.type().split("\\.");
        if (parts.length < 3) {
            return fact.type();
        }
        var name = new StringBuilder();
        for (char c : parts[parts.length - 1].toCharArray()) {
            if (Character.isUpperCase(c) && !name.isEmpty()) {
                name.append('_');
            }
            name.append(Character.toLowerCase(c));
        }
        return parts[parts.length - 3] + "." + name;
    }

    private static String data(Fact fact) {
        if (fact.data() instanceof ObjectNode object) {
            var kept = object.deepCopy();
            kept.remove(NOT_KEPT);
            return kept.toString();
        }
        return "{}";
    }

    private static Long version(Hint hint) {
        return hint.version() == null ? 0L : hint.version();
    }

    private void trim(long position) {
        if (position % TRIM_EVERY == 0) {
            db.sql("delete from hint where position <= :old")
                    .param("old", position - REMEMBERED)
                    .update();
        }
    }
}
