package dev.agentdesk.terminal.checkpoint;

import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.checkpoint.CheckpointRows.Row;
import dev.agentdesk.terminal.checkpoint.CheckpointRows.TurnFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes checkpoints: before the first tool of a turn, after its end, and around a restore.
 *
 * <p>Law: a moment that equals the newest one is that one. Sessions share the files, so what a turn changed includes
 * what others changed meanwhile. A turn does not fail because a checkpoint could not be taken.
 */
@Component
public final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final CheckpointRows rows;
    private final Repository repository;
    private final IdSource ids;
    private final Clock clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Checkpoints(CheckpointRows rows, Repository repository, IdSource ids, Clock clock) {
        this.rows = rows;
        this.repository = repository;
        this.ids = ids;
        this.clock = clock;
    }

    /** Before a tool of that turn runs; the first one counts. */
    public void turnBegins(String workspaceId, String sessionId, String turnId) {
        quietly(workspaceId, () -> {
            if (rows.turn(turnId).isEmpty()) {
                var began = clock.instant();
                var before = take(workspaceId, "turn_started", sessionId, turnId);
                rows.begin(new TurnFiles(
                        turnId, workspaceId, sessionId, before.view().id(), null, began));
            }
        });
    }

    /** A turn without a tool has changed nothing. Told late, the files may be the next turn's already. */
    public void turnEnded(String workspaceId, String sessionId, String turnId) {
        quietly(workspaceId, () -> {
            var turn = rows.turn(turnId);
            if (turn.isEmpty()) {
                rows.begin(new TurnFiles(turnId, workspaceId, sessionId, null, null, clock.instant()));
            } else if (turn.get().beforeId() != null && turn.get().afterId() == null) {
                rows.end(turnId, after(turn.get()));
            }
        });
    }

    private String after(TurnFiles turn) {
        return rows.next(turn)
                .map(next -> Objects.requireNonNull(next.beforeId()))
                .orElseGet(() -> take(turn.workspaceId(), "turn_ended", turn.sessionId(), turn.turnId())
                        .view()
                        .id());
    }

    /** The newest checkpoint if nothing has changed since, else a new one. */
    Row take(String workspaceId, String reason, @Nullable String sessionId, @Nullable String turnId) {
        var lock = locks.computeIfAbsent(workspaceId, id -> new ReentrantLock());
        lock.lock();
        try {
            var now = now(workspaceId);
            var newest = rows.newest(workspaceId);
            if (newest.isPresent() && newest.get().tree().equals(now.tree())) {
                return newest.get();
            }
            var view = new CheckpointView(
                    ids.mint("chk"),
                    workspaceId,
                    reason,
                    sessionId,
                    turnId,
                    now.files(),
                    now.bytes(),
                    now.skipped(),
                    clock.instant());
            rows.add(view, now.tree());
            return new Row(view, now.tree());
        } finally {
            lock.unlock();
        }
    }

    /** The files as they are, without a checkpoint of them. */
    Snapshot now(String workspaceId) {
        try {
            return repository.take(workspaceId);
        } catch (IOException e) {
            throw new UncheckedIOException("the files of " + workspaceId + " can't be taken", e);
        }
    }

    Row find(String workspaceId, String checkpointId) {
        return rows.find(checkpointId)
                .filter(row -> row.view().workspaceId().equals(workspaceId))
                .orElseThrow(Rejection::notFound);
    }

    /** With the Workspace; its folder holds the trees. */
    public void erase(String workspaceId) {
        rows.erase(workspaceId);
        repository.forget(workspaceId);
        locks.remove(workspaceId);
    }

    private static void quietly(String workspaceId, Runnable take) {
        try {
            take.run();
        } catch (RuntimeException e) {
            LOG.warn("no checkpoint of {} could be taken", workspaceId, e);
        }
    }
}
