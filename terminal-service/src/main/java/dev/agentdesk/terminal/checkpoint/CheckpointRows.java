package dev.agentdesk.terminal.checkpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code checkpoint} and {@code turn_files}: which tree the files were when. */
@Component
final class CheckpointRows {

    record Row(CheckpointView view, String tree) {}

    /**
     * A turn and what the files were around it.
     *
     * @param beforeId null where the turn used no tool
     * @param afterId null while it runs
     */
    record TurnFiles(
            String turnId,
            String workspaceId,
            String sessionId,
            @Nullable String beforeId,
            @Nullable String afterId,
            Instant beganAt) {}

    private final JdbcClient db;

    CheckpointRows(JdbcClient db) {
        this.db = db;
    }

    void add(CheckpointView view, String tree) {
        db.sql("""
            insert into checkpoint (checkpoint_id, workspace_id, reason, session_id, turn_id, tree, files, bytes,
                skipped, at)
            values (:id, :workspace, :reason, :session, :turn, :tree, :files, :bytes, :skipped, :at)\
            """)
                .param("id", view.id())
                .param("workspace", view.workspaceId())
                .param("reason", view.reason())
                .param("session", view.sessionId())
                .param("turn", view.turnId())
                .param("tree", tree)
                .param("files", view.files())
                .param("bytes", view.bytes())
                .param("skipped", view.skipped())
                .param("at", Timestamp.from(view.at()))
                .update();
    }

    Optional<Row> find(String checkpointId) {
        return db.sql("select * from checkpoint where checkpoint_id = :id")
                .param("id", checkpointId)
                .query(CheckpointRows::row)
                .optional();
    }

    Optional<Row> newest(String workspaceId) {
        return page(workspaceId, null, 1).stream().findFirst();
    }

    /** Newest first; the ones behind {@code before}. */
    List<Row> page(String workspaceId, @Nullable String before, int limit) {
        return db.sql("select * from checkpoint where workspace_id = :workspace"
                        + " and (cast(:before as text) is null or checkpoint_id < :before)"
                        + " order by checkpoint_id desc limit :limit")
                .param("workspace", workspaceId)
                .param("before", before)
                .param("limit", limit)
                .query(CheckpointRows::row)
                .list();
    }

    Optional<TurnFiles> turn(String turnId) {
        return db.sql("select * from turn_files where turn_id = :id")
                .param("id", turnId)
                .query(CheckpointRows::turn)
                .optional();
    }

    /** The first turn of that Session which began after this one. */
    Optional<TurnFiles> next(TurnFiles turn) {
        return db.sql("select * from turn_files where session_id = :session and began_at > :began"
                        + " and before_id is not null order by began_at limit 1")
                .param("session", turn.sessionId())
                .param("began", Timestamp.from(turn.beganAt()))
                .query(CheckpointRows::turn)
                .optional();
    }

    void begin(TurnFiles turn) {
        db.sql("""
            insert into turn_files (turn_id, workspace_id, session_id, before_id, after_id, began_at)
            values (:turn, :workspace, :session, :before, :after, :began) on conflict do nothing\
            """)
                .param("turn", turn.turnId())
                .param("workspace", turn.workspaceId())
                .param("session", turn.sessionId())
                .param("before", turn.beforeId())
                .param("after", turn.afterId())
                .param("began", Timestamp.from(turn.beganAt()))
                .update();
    }

    void end(String turnId, String afterId) {
        db.sql("update turn_files set after_id = :after where turn_id = :turn and after_id is null")
                .param("after", afterId)
                .param("turn", turnId)
                .update();
    }

    void erase(String workspaceId) {
        for (var table : List.of("checkpoint", "turn_files")) {
            db.sql("delete from " + table + " where workspace_id = :workspace")
                    .param("workspace", workspaceId)
                    .update();
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var view = new CheckpointView(
                row.getString("checkpoint_id"),
                row.getString("workspace_id"),
                row.getString("reason"),
                row.getString("session_id"),
                row.getString("turn_id"),
                row.getInt("files"),
                row.getLong("bytes"),
                row.getInt("skipped"),
                row.getTimestamp("at").toInstant());
        return new Row(view, row.getString("tree"));
    }

    private static TurnFiles turn(ResultSet row, int number) throws SQLException {
        return new TurnFiles(
                row.getString("turn_id"),
                row.getString("workspace_id"),
                row.getString("session_id"),
                row.getString("before_id"),
                row.getString("after_id"),
                row.getTimestamp("began_at").toInstant());
    }
}
