package dev.agentdesk.kit.readmodel;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.stream.Positions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rebuilds read models beside the live ones and swaps them in one transaction, and compares live rows with rebuilt
 * ones.
 *
 * <p>Readers never see a missing or an older row: the swap locks the live tables against writers, catches up and
 * renames. A rebuild that dies leaves a schema behind that the next one drops. One at a time per service, over all
 * replicas.
 */
public final class Rebuilds {

    /** A table in which rows differ from what the events say. */
    public record Mismatch(String readModel, String table, long rows) {}

    /** Names this database's lock for rebuilds; any constant will do. */
    private static final long LOCK = 0x61646b_72656275L;

    /** Others wait for these transactions; one whose process is halted in the middle is ended by the database. */
    private static final String BOUNDED = "set local transaction_timeout = '60s'";

    private final List<ReadModel> models;
    private final Replay replay;
    private final Positions positions;
    private final DataSource dataSource;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final FaultPoints faults;

    public Rebuilds(
            List<ReadModel> models,
            Replay replay,
            Positions positions,
            DataSource dataSource,
            TransactionTemplate transaction,
            FaultPoints faults) {
        this.models = List.copyOf(models);
        this.replay = replay;
        this.positions = positions;
        this.dataSource = dataSource;
        this.db = JdbcClient.create(dataSource);
        this.transaction = transaction;
        this.faults = faults;
    }

    public List<String> names() {
        return models.stream().map(ReadModel::name).toList();
    }

    /** Those whose rows are written in the append, so that they are never behind. */
    public List<String> inline() {
        return models.stream()
                .filter(model -> model.kind() == ReadModel.Kind.INLINE)
                .map(ReadModel::name)
                .toList();
    }

    /** Rebuilds one read model and swaps it in. */
    public void rebuild(String name) {
        var model =
                models.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow(Rejection::notFound);
        alone(() -> {
            var shadow = shadow(model, "rebuild_");
            shadow.create();
            shadow.fill();
            faults.at("rebuild.filled");
            transaction.executeWithoutResult(status -> swap(model, shadow));
        });
    }

    /** Rebuilds all beside and compares; changes nothing. An empty answer: every row is what the events say. */
    public List<Mismatch> verify() {
        var mismatches = new ArrayList<Mismatch>();
        alone(() -> models.forEach(model -> mismatches.addAll(compare(model))));
        return mismatches;
    }

    /** Tables before tokens: the order in which a live batch takes them. */
    private void swap(ReadModel model, Shadow shadow) {
        execute(BOUNDED);
        for (String table : model.tables()) {
            execute("lock table public." + table + " in exclusive mode");
        }
        shadow.catchUp();
        var old = "old_" + identifier(model);
        execute("drop schema if exists " + old + " cascade");
        execute("create schema " + old);
        for (String table : model.tables()) {
            execute("alter table public." + table + " set schema " + old);
            execute("alter table " + shadow.schema() + "." + table + " set schema public");
        }
        var position = shadow.position();
        if (model.kind() == ReadModel.Kind.STREAMING && position != null) {
            positions.move(model.name(), position);
        }
        faults.at("rebuild.swapping");
        execute("drop schema " + old + " cascade");
        shadow.drop();
    }

    private List<Mismatch> compare(ReadModel model) {
        var shadow = shadow(model, "verify_");
        shadow.create();
        shadow.fill();
        var mismatches = transaction.execute(status -> {
            execute(BOUNDED);
            execute("lock table domain_event in share mode");
            shadow.catchUp();
            awaitLive(model, shadow.position());
            return model.tables().stream()
                    .map(table -> new Mismatch(model.name(), table, differing(table, shadow)))
                    .filter(mismatch -> mismatch.rows() > 0)
                    .toList();
        });
        transaction.executeWithoutResult(status -> shadow.drop());
        return Objects.requireNonNull(mismatches);
    }

    private void awaitLive(ReadModel model, @Nullable TrackingToken position) {
        if (model.kind() == ReadModel.Kind.STREAMING
                && position != null
                && !positions.awaitPassed(model.name(), position)) {
            throw new Rejection(
                    ProblemCode.UNAVAILABLE, "The read model " + model.name() + " lags too far behind to be compared.");
        }
    }

    private long differing(String table, Shadow shadow) {
        var live = "table public." + table;
        var rebuilt = "table " + shadow.schema() + "." + table;
        return db.sql("select count(*) from ((" + live + " except all " + rebuilt + ") union all (" + rebuilt
                        + " except all " + live + ")) differing")
                .query(Long.class)
                .single();
    }

    private Shadow shadow(ReadModel model, String prefix) {
        return new Shadow(model, prefix + identifier(model), replay, db, transaction);
    }

    private static String identifier(ReadModel model) {
        return model.name().replace('-', '_');
    }

    private void execute(String sql) {
        db.sql(sql).update();
    }

    /** The lock lives as long as its connection: a process that dies gives it back. */
    private void alone(Runnable work) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            try (var locked = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
                locked.next();
                if (!locked.getBoolean(1)) {
                    throw new Rejection(ProblemCode.CONFLICT, "Another rebuild or check is running; try again later.");
                }
            }
            try {
                work.run();
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the lock for rebuilds could not be taken", e);
        }
    }
}
