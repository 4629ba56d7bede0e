package dev.agentdesk.workspace.catalog;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
            @Nullable String status) {

        private boolean opens() {
            return text != null || tag != null;
        }

        private boolean matches(WorkspaceRow row) {
            return (tag == null || row.tags().contains(tag))
                    && (text == null
                            || row.name() != null
                                    && lower(row.name() + " " + row.slug()).contains(lower(text)));
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    private static final int OPENED_AT_ONCE = 500;

    /** Some tens of milliseconds of work; more Workspaces than most people may see. */
    private static final int MOST_OPENED = 5_000;

    private final JdbcClient db;
    private final SealedDetails details;

    Catalog(JdbcClient db, SealedDetails details) {
        this.db = db;
        this.details = details;
    }

    /** By id or slug, whatever its condition; for services, which decide for themselves. */
    public Optional<WorkspaceRow> find(String idOrSlug) {
        return db.sql("select " + WorkspaceRow.COLUMNS + " from workspace_row where workspace_id = :id or slug = :id")
                .param("id", idOrSlug)
                .query((row, n) -> WorkspaceRow.read(row, details))
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

    /**
     * Newest first; the filter by who asks is part of the query, so that pages are full. Names and tags are sealed, so
     * who searches for them opens page after page; after {@link #MOST_OPENED} the answer says where to go on.
     */
    public Page<WorkspaceRow> list(
            Filter filter, Principal principal, @Nullable Integer limit, @Nullable String cursor) {
        int size = Cursor.limit(limit, Page.MOST);
        int atOnce = filter.opens() ? OPENED_AT_ONCE : size + 1;
        var found = new ArrayList<WorkspaceRow>();
        var behind = Cursor.decode(cursor);
        for (int opened = 0; opened < MOST_OPENED; opened += atOnce) {
            var rows = behind(behind, filter.status(), principal, atOnce);
            rows.stream().filter(filter::matches).forEach(found::add);
            if (found.size() > size || rows.size() < atOnce) {
                return page(found, size);
            }
            behind = rows.getLast().id();
        }
        return new Page<>(found, Cursor.encode(Objects.requireNonNull(behind)));
    }

    /** How many of these Workspaces have each tag; of the newest {@link #MOST_OPENED} ones. */
    public SortedMap<String, Long> tags(Principal principal) {
        var counts = new TreeMap<String, Long>();
        String behind = null;
        for (int opened = 0; opened < MOST_OPENED; opened += OPENED_AT_ONCE) {
            var rows = behind(behind, null, principal, OPENED_AT_ONCE);
            rows.forEach(row -> row.tags().forEach(tag -> counts.merge(tag, 1L, Long::sum)));
            if (rows.size() < OPENED_AT_ONCE) {
                break;
            }
            behind = rows.getLast().id();
        }
        return counts;
    }

    private List<WorkspaceRow> behind(@Nullable String after, @Nullable String status, Principal principal, int limit) {
        var reachable = principal.workspaceIds();
        return db.sql("select " + WorkspaceRow.COLUMNS + " from workspace_row where"
                        + " (:status::text is not null or status not in ('deleted', 'erased'))"
                        + " and (:status::text is null or status = :status)"
                        + " and (:admin or owner = :account)"
                        + " and (:anywhere or workspace_id = any(:reachable))"
                        + " and (:after::text is null or workspace_id < :after)"
                        + " order by workspace_id desc limit :limit")
                .param("status", status)
                .param("admin", principal.isAdmin())
                .param("account", principal.account())
                .param("anywhere", reachable == null)
                .param("reachable", reachable == null ? new String[0] : reachable.toArray(String[]::new))
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> WorkspaceRow.read(row, details))
                .list();
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
