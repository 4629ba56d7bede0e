package dev.agentdesk.session.search;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.session.access.Visible;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds rows of {@code search_entry} in the Workspaces that the principal may see, newest first. */
final class Search {

    /** Each Workspace has words of its own, so each is a query of its own; more than most people may see. */
    private static final int MOST_WORKSPACES = 500;

    record Hit(String eventId, String sourceId, String sessionId, String kind, long seq, Instant at) {}

    private final JdbcClient db;
    private final KeyedWords words;

    Search(JdbcClient db, KeyedWords words) {
        this.db = db;
        this.words = words;
    }

    /** @param kinds null: all; {@code before}: the position behind which the page begins */
    List<Hit> find(
            Principal principal,
            String question,
            @Nullable String workspaceId,
            @Nullable List<String> kinds,
            @Nullable String before,
            int limit) {
        var query = db.sql("select cast(websearch_to_tsquery('simple', :q) as text)")
                .param("q", question)
                .query(String.class)
                .single();
        var workspaces = workspaces(principal, workspaceId);
        if (query.isEmpty() || workspaces.isEmpty()) {
            return List.of();
        }
        var queries = workspaces.stream().map(it -> words.query(it, query)).toList();
        return db.sql("""
            select s.* from search_entry s
            join unnest(:workspaces, :queries) as q(workspace_id, query) on q.workspace_id = s.workspace_id
            join session_overview o on o.session_id = s.session_id and o.deleted_at is null and o.erased_at is null
            where s.words @@ cast(q.query as tsquery)
                and (:any or s.kind = any(:kinds))
                and (cast(:before as text) is null or s.place < :before)
            order by s.place desc limit :limit\
            """)
                .param("workspaces", workspaces.toArray(String[]::new))
                .param("queries", queries.toArray(String[]::new))
                .param("any", kinds == null)
                .param("kinds", kinds == null ? new String[0] : kinds.toArray(String[]::new))
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new Hit(
                        row.getString("event_id"),
                        row.getString("source_id"),
                        row.getString("session_id"),
                        row.getString("kind"),
                        row.getLong("seq"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** Where a hit stands among all, newest last. */
    static String place(Hit hit) {
        return hit.sourceId().substring(hit.sourceId().indexOf('_') + 1);
    }

    private List<String> workspaces(Principal principal, @Nullable String workspaceId) {
        var sql = db.sql("select s.workspace_id from workspace_access s where " + Visible.CONDITION
                + " and (cast(:workspace as text) is null or s.workspace_id = :workspace)"
                + " and exists (select 1 from search_entry e where e.workspace_id = s.workspace_id)"
                + " order by s.workspace_id desc limit " + MOST_WORKSPACES);
        return Visible.to(principal, sql)
                .param("workspace", workspaceId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** The text around the words, cut into what was asked for and what was not. */
    String headline(String question, String text) {
        return db.sql("select ts_headline('simple', :text, websearch_to_tsquery('simple', :q),"
                        + " 'StartSel=\u0001,StopSel=\u0002,MaxFragments=1,MaxWords=30,MinWords=12')")
                .param("text", text)
                .param("q", question)
                .query((row, n) -> row.getString(1))
                .single();
    }
}
