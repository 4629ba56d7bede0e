package dev.agentdesk.terminal.writer;

import dev.agentdesk.kit.path.FileStat;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code file_writer}.
 *
 * <p>Law: an answer is about exactly the version that is asked for. What a command wrote has a version that is not
 * here, so nobody is named wrongly. Names and paths are not kept; a folder that moves takes its answers along. It is a
 * hint: a write does not fail because it could not be noted.
 */
@Component
public final class Writers {

    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

    private final JdbcClient db;
    private final Clock clock;

    Writers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param old what was replaced */
    public void wrote(String workspaceId, Author by, FileStat written, @Nullable FileStat old) {
        quietly(() -> {
            db.sql("""
                    with old as (
                        delete from file_writer
                        where workspace_id = :workspace and (version = :old or at < cast(:at as timestamptz) - interval '90 days'))
                    insert into file_writer (workspace_id, version, actor_type, actor_id, session_id, at)
                    values (:workspace, :version, :type, :id, :session, :at)
                    on conflict (workspace_id, version) do update set actor_type = excluded.actor_type,
                        actor_id = excluded.actor_id, session_id = excluded.session_id, at = excluded.at""")
                    .param("workspace", workspaceId)
                    .param("old", old == null ? "" : old.version())
                    .param("version", written.version())
                    .param("type", by.actor().type())
                    .param("id", by.actor().id())
                    .param("session", by.sessionId())
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        });
    }

    /** The same content under another name: whoever wrote it still did. */
    public void moved(String workspaceId, FileStat before, FileStat after) {
        quietly(() -> db.sql("""
                update file_writer set version = :after where workspace_id = :workspace and version = :before""")
                .param("workspace", workspaceId)
                .param("before", before.version())
                .param("after", after.version())
                .update());
    }

    /** Who wrote these versions, by version; those that nobody is known for are missing. */
    public Map<String, LastWriter> of(String workspaceId, Collection<String> versions) {
        var found = new HashMap<String, LastWriter>();
        if (!versions.isEmpty()) {
            db.sql("select * from file_writer where workspace_id = :workspace and version = any(:versions)")
                    .param("workspace", workspaceId)
                    .param("versions", versions.toArray(String[]::new))
                    .query(rs -> {
                        found.put(
                                rs.getString("version"),
                                new LastWriter(
                                        rs.getString("actor_type"),
                                        rs.getString("actor_id"),
                                        rs.getString("session_id"),
                                        rs.getTimestamp("at").toInstant()));
                    });
        }
        return found;
    }

    public void erase(String workspaceId) {
        db.sql("delete from file_writer where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .update();
    }

    private static void quietly(Runnable note) {
        try {
            note.run();
        } catch (DataAccessException away) {
            LOG.warn("who wrote a file could not be noted: {}", away.toString());
        }
    }
}
