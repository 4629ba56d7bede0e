package dev.agentdesk.session.runner;

import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands out turns that are ready or whose runner has not been heard of: Workspaces under their limit, the one served
 * longest ago first.
 *
 * <p>All times are the database's. Picks of one Workspace are serial (its slot row is locked), so its limit holds over
 * all replicas.
 */
final class Leases {

    /** Of the Workspaces that have something to run and may run it, the next; its oldest Session. */
    private static final String NEXT = """
            select w.workspace_id, r.session_id, w.concurrent_turns
            from (select distinct workspace_id from turn where state in ('ready', 'running')) c
            join workspace_slot w on w.workspace_id = c.workspace_id
            cross join lateral (
                select t.session_id from turn t
                where t.workspace_id = w.workspace_id and t.state in ('ready', 'running')
                  and (t.lease_until is null or t.lease_until < clock_timestamp())
                  and (t.not_before is null or t.not_before < clock_timestamp())
                order by t.ready_at limit 1) r
            where (select count(*) from turn l
                   where l.workspace_id = w.workspace_id and not l.yields
                     and l.lease_until > clock_timestamp()) < w.concurrent_turns
            order by w.last_served_at nulls first
            limit 1 for update of w skip locked""";

    private static final String TAKE = """
            update turn set owner = :owner, lease_until = clock_timestamp() + cast(:lease as interval), yields = false
            where session_id = :session and state in ('ready', 'running')
              and (lease_until is null or lease_until < clock_timestamp())
              and (select count(*) from turn l
                   where l.workspace_id = :workspace and not l.yields
                     and l.lease_until > clock_timestamp()) < :limit
            returning session_id, workspace_id, owner, generation, turn_id""";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final String node;
    private final String duration;
    private final AtomicLong handedOut = new AtomicLong();

    Leases(JdbcClient db, TransactionTemplate transaction, String node, Duration lease) {
        this.db = db;
        this.transaction = transaction;
        this.node = node;
        this.duration = lease.toString();
    }

    Optional<Lease> next() {
        return Optional.ofNullable(transaction.execute(status -> db.sql(NEXT)
                .query((row, n) -> new Candidate(row.getString(1), row.getString(2), row.getInt(3)))
                .optional()
                .flatMap(this::take)
                .orElse(null)));
    }

    private record Candidate(String workspaceId, String sessionId, int limit) {}

    /** Counts again under the lock: the first count may be older than it. */
    private Optional<Lease> take(Candidate candidate) {
        var lease = db.sql(TAKE)
                .param("owner", node + "/" + handedOut.incrementAndGet())
                .param("lease", duration)
                .param("session", candidate.sessionId())
                .param("workspace", candidate.workspaceId())
                .param("limit", candidate.limit())
                .query((row, n) -> new Lease(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)))
                .optional();
        lease.ifPresent(it -> db.sql(
                        "update workspace_slot set last_served_at = clock_timestamp() where workspace_id = :workspace")
                .param("workspace", it.workspaceId())
                .update());
        return lease;
    }

    /** Renews what is still ours; answers the owners of these. */
    List<String> renew(Collection<String> owners) {
        return db.sql("""
                        update turn set lease_until = clock_timestamp() + cast(:lease as interval)
                        where owner in (:owners) returning owner""")
                .param("lease", duration)
                .param("owners", owners)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Which of these Sessions have a turn that a person has stopped, or were closed altogether. */
    List<String> stopped(Collection<String> sessionIds) {
        return db.sql("select session_id from turn where session_id in (:ids) and (interrupted or state = 'closed')")
                .param("ids", sessionIds)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** A turn that only waits for another one does not take a place from it; it comes back even where all are taken. */
    void yield(Lease lease, boolean yields) {
        db.sql("update turn set yields = :yields where session_id = :session and owner = :owner")
                .param("yields", yields)
                .param("session", lease.sessionId())
                .param("owner", lease.owner())
                .update();
    }

    /** Gives the turn back at once: another runner may go on. */
    void giveBack(Lease lease) {
        db.sql("update turn set owner = null, lease_until = null where session_id = :session and owner = :owner")
                .param("session", lease.sessionId())
                .param("owner", lease.owner())
                .update();
    }

    /** Gives the turn back for a pause that grows up to ten seconds, and says what it waits for. */
    void postpone(Lease lease, @Nullable String waitingFor) {
        db.sql("""
                        update turn set owner = null, lease_until = null, waiting_for = :for, attempts = attempts + 1,
                            not_before = clock_timestamp()
                                + least(interval '10 seconds', interval '200 milliseconds' * power(2, least(attempts, 10)))
                        where session_id = :session and owner = :owner""")
                .param("for", waitingFor, Types.VARCHAR)
                .param("session", lease.sessionId())
                .param("owner", lease.owner())
                .update();
    }

    /** Something about the Workspace has changed: what waits may be tried now. */
    void hurry(String workspaceId) {
        db.sql(
                        "update turn set not_before = null, attempts = 0 where workspace_id = :workspace and not_before is not null")
                .param("workspace", workspaceId)
                .update();
    }

    /** A hold was lifted: what waits for that may be tried now. */
    void hurryHeld() {
        db.sql("update turn set not_before = null, attempts = 0 where waiting_for = 'hold' and not_before is not null")
                .update();
    }

    /** The limits of the newest configuration that was seen. */
    void learn(String workspaceId, int concurrentTurns, int queuedTurns) {
        db.sql("""
                        insert into workspace_slot (workspace_id, concurrent_turns, queued_turns)
                        values (:workspace, :concurrent, :queued)
                        on conflict (workspace_id) do update set concurrent_turns = :concurrent, queued_turns = :queued
                        where workspace_slot.concurrent_turns <> :concurrent
                           or workspace_slot.queued_turns <> :queued""")
                .param("workspace", workspaceId)
                .param("concurrent", concurrentTurns)
                .param("queued", queuedTurns)
                .update();
    }

    /** Only where a lock says that no other node lives: what the last process held is free. */
    void stealAll() {
        db.sql("update turn set owner = null, lease_until = null where owner is not null")
                .update();
    }
}
