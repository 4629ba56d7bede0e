package dev.agentdesk.terminal.environment;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.TerminalProperties;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which node holds the files and processes of an Environment: a lease by the database's clock.
 *
 * <p>A node keeps what it has; a lease that ran out goes to the next node that is asked, with a higher generation.
 */
@Component
final class Ownership implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final JdbcClient db;
    private final String node;
    private final Duration leaseFor;
    private volatile @Nullable ScheduledExecutorService renewal;

    Ownership(JdbcClient db, Node node, TerminalProperties properties) {
        this.db = db;
        this.node = node.id();
        this.leaseFor = properties.leaseFor();
    }

    /** @throws Rejection 503 if another node has it */
    void take(String workspaceId) {
        int taken = db.sql("""
                insert into environment_owner (workspace_id, node, generation, lease_until)
                values (:id, :node, 1, now() + :lease * interval '1 ms')
                on conflict (workspace_id) do update set node = :node,
                    lease_until = now() + :lease * interval '1 ms',
                    generation = environment_owner.generation
                        + case when environment_owner.node = :node then 0 else 1 end
                where environment_owner.node = :node or environment_owner.lease_until < now()""")
                .param("id", workspaceId)
                .param("node", node)
                .param("lease", leaseFor.toMillis())
                .update();
        if (taken == 0) {
            throw new Rejection(ProblemCode.UNAVAILABLE, "This workspace lives on another node.");
        }
    }

    void forget(String workspaceId) {
        db.sql("delete from environment_owner where workspace_id = :id and node = :node")
                .param("id", workspaceId)
                .param("node", node)
                .update();
    }

    private void renew() {
        try {
            db.sql("update environment_owner set lease_until = now() + :lease * interval '1 ms' where node = :node")
                    .param("lease", leaseFor.toMillis())
                    .param("node", node)
                    .update();
        } catch (DataAccessException away) {
            LOG.warn("leases could not be renewed: {}", away.getMessage());
        }
    }

    @Override
    public void start() {
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("environment-leases").daemon().factory());
        long every = leaseFor.toMillis() / 3;
        timer.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
        renewal = timer;
    }

    @Override
    public void stop() {
        var timer = renewal;
        if (timer != null) {
            timer.shutdownNow();
            renewal = null;
        }
    }

    @Override
    public boolean isRunning() {
        return renewal != null;
    }
}
