package dev.agentdesk.workspace.catalog;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds Workspaces for somebody: what is not theirs to see is not there. Every read path of this service goes through
 * here.
 */
@Component
public final class Catalog {

    /** What a list is narrowed to; null: not narrowed. */
    public record Filter(
            @Nullable String text,
            @Nullable String tag,
            @Nullable String status) {}

    private final JdbcClient db;

    Catalog(JdbcClient db) {
        this.db = db;
    }

    /** By id or slug, whatever its condition; for services, which decide for themselves. */
    public Optional<WorkspaceRow> find(String idOrSlug) {
        return db.sql("select " + WorkspaceRow.COLUMNS + " from workspace_row where workspace_id = :id or slug = :id")
                .param("id", idOrSlug)
                .query(WorkspaceRow::read)
                .optional();
    }

    /** @throws Rejection 404, the same for absent and for hidden */
    public WorkspaceRow visible(String idOrSlug, Principal principal) {
        return find(idOrSlug).filter(row -> sees(principal, row)).orElseThrow(Rejection::notFound);
    }

    /** Owners and administrators, within the limits of their token; deny is the default. */
    static boolean sees(Principal principal, WorkspaceRow row) {
        return principal.isService()
                || principal.reaches(row.id())
                        && (principal.isAdmin() || principal.account().equals(row.owner()));
    }

    /** Newest first; the filter by who asks is part of the query, so that pages are full. */
    public Page<WorkspaceRow> list(
            Filter filter, Principal principal, @Nullable Integer limit, @Nullable String cursor) {
        int size = Cursor.limit(limit, Page.MOST);
        var after = Cursor.decode(cursor);
        var reachable = principal.workspaceIds();
        var rows = db.sql("select " + WorkspaceRow.COLUMNS + " from workspace_row where"
                        + " (:status::text is not null or status not in ('deleted', 'erased'))"
                        + " and (:status::text is null or status = :status)"
                        + " and (:tag::text is null or :tag = any(tags))"
                        + " and (:text::text is null or position(lower(:text) in lower(name || ' ' || coalesce(slug, ''))) > 0)"
                        + " and (:admin or owner = :account)"
                        + " and (:anywhere or workspace_id = any(:reachable))"
                        + " and (:after::text is null or workspace_id < :after)"
                        + " order by workspace_id desc limit :limit")
                .param("status", filter.status())
                .param("tag", filter.tag())
                .param("text", filter.text())
                .param("admin", principal.isAdmin())
                .param("account", principal.account())
                .param("anywhere", reachable == null)
                .param("reachable", reachable == null ? new String[0] : reachable.toArray(String[]::new))
                .param("after", after)
                .param("limit", size + 1)
                .query(WorkspaceRow::read)
                .list();
        return page(rows, size);
    }

    /** Ids sort by their time of creation, so an id is the cursor. */
    private static Page<WorkspaceRow> page(List<WorkspaceRow> rows, int size) {
        if (rows.size() <= size) {
            return new Page<>(rows, null);
        }
        var shown = rows.subList(0, size);
        return new Page<>(shown, Cursor.encode(shown.getLast().id()));
    }
}
