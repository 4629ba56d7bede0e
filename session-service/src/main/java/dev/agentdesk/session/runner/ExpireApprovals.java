package dev.agentdesk.session.runner;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.session.conversation.SessionCommand.ExpireApproval;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds approvals whose time is over. The deadline is a row: a restart forgets none. Several replicas may find one. */
final class ExpireApprovals implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireApprovals.class);

    private static final int LOOK_EVERY_MS = 1_000;

    private final JdbcClient db;
    private final Commands commands;
    private final Stamps stamps;
    private final Clock clock;
    private volatile boolean running;
    private Thread watcher = Thread.currentThread();

    private record Due(String sessionId, String workspaceId, String toolUseId) {}

    ExpireApprovals(JdbcClient db, Commands commands, Stamps stamps, Clock clock) {
        this.db = db;
        this.commands = commands;
        this.stamps = stamps;
        this.clock = clock;
    }

    void expireDue() {
        db.sql("""
                        select session_id, workspace_id, tool_use_id from approval
                        where status = 'pending' and expires_at <= :now order by expires_at limit 100""")
                .param("now", Timestamp.from(clock.instant()))
                .query(Due.class)
                .list()
                .forEach(due -> commands.send(new ExpireApproval(
                        stamps.ofPlatform(due.workspaceId(), due.toolUseId()), due.sessionId(), due.toolUseId())));
    }

    @Override
    public void start() {
        running = true;
        watcher = Thread.ofPlatform().daemon().name("approval-expiry").start(this::watch);
    }

    private void watch() {
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                expireDue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("approvals can't be expired for now: {}", e.toString());
                }
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        watcher.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 300;
    }
}
