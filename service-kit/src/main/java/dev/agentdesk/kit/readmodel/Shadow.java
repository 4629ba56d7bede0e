package dev.agentdesk.kit.readmodel;

import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A second copy of a read model's tables in a schema of its own, filled from the first event on by the same bean.
 *
 * <p>Not thread safe: one rebuild or check at a time, guarded by {@link Rebuilds}.
 */
final class Shadow {

    private final ReadModel model;
    private final String schema;
    private final Replay replay;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private @Nullable TrackingToken position;

    Shadow(ReadModel model, String schema, Replay replay, JdbcClient db, TransactionTemplate transaction) {
        this.model = model;
        this.schema = schema;
        this.replay = replay;
        this.db = db;
        this.transaction = transaction;
    }

    /** Empty tables; what a rebuild that died left behind goes first. */
    void create() {
        transaction.executeWithoutResult(status -> {
            drop();
            execute("create schema " + schema);
            for (String table : model.tables()) {
                execute("create table " + schema + "." + table + " (like public." + table + " including all)");
            }
        });
    }

    /** Applies batch after batch, each in a transaction of its own, until nothing is left. */
    void fill() {
        while (Boolean.TRUE.equals(transaction.execute(status -> step()))) {
            Thread.onSpinWait();
        }
    }

    /** Applies what is left, inside the caller's transaction. */
    void catchUp() {
        boolean more = true;
        while (more) {
            more = step();
        }
        execute("set local search_path to public");
    }

    private boolean step() {
        var batch = replay.after(position);
        execute("set local search_path to " + schema + ", public");
        batch.events().forEach(recorded -> model.apply(recorded, db));
        position = batch.position();
        return !batch.events().isEmpty();
    }

    @Nullable
    TrackingToken position() {
        return position;
    }

    String schema() {
        return schema;
    }

    void drop() {
        execute("drop schema if exists " + schema + " cascade");
    }

    private void execute(String sql) {
        db.sql(sql).update();
    }
}
