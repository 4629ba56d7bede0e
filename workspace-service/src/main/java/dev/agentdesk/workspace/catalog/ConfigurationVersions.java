package dev.agentdesk.workspace.catalog;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ConfigurationReplaced;
import dev.agentdesk.workspace.desk.WorkspaceEvent.Erased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceCreated;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code configuration_version}: where each immutable version stands in its stream. */
@Component
final class ConfigurationVersions implements ReadModel {

    @Override
    public String name() {
        return "configuration-version";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("configuration_version");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case WorkspaceCreated created -> insert(recorded, 1, db);
            case ConfigurationReplaced replaced -> insert(recorded, replaced.version(), db);
            case Erased erased when erased.was().equals("WorkspaceCreated") -> insert(recorded, 1, db);
            case Erased erased when erased.was().equals("ConfigurationReplaced") -> insertNext(recorded, db);
            default -> {}
        }
    }

    private static void insert(Recorded recorded, long version, JdbcClient db) {
        var stamp = recorded.event().stamp();
        db.sql("""
                insert into configuration_version (workspace_id, version, seq, at, actor_type, actor_id)
                values (:id, :version, :seq, :at, :type, :actor) on conflict do nothing""")
                .param("id", recorded.aggregateId())
                .param("version", version)
                .param("seq", recorded.seq())
                .param("at", Timestamp.from(stamp.at()))
                .param("type", stamp.actor().type())
                .param("actor", stamp.actor().id())
                .update();
    }

    /** Of an erased version only its place is left; versions have no gaps, so its number is the next one. */
    private static void insertNext(Recorded recorded, JdbcClient db) {
        long next = db.sql("select count(*) + 1 from configuration_version where workspace_id = :id and seq < :seq")
                .param("id", recorded.aggregateId())
                .param("seq", recorded.seq())
                .query(Long.class)
                .single();
        insert(recorded, next, db);
    }
}
