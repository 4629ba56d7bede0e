package dev.agentdesk.session.overview;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.session.access.Visible;
import dev.agentdesk.session.access.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks Sessions up for those who may see them; what is hidden is not found. */
public final class Sessions {

    private static final int OPENED_AT_ONCE = 500;

    /** Some tens of milliseconds of work; more Sessions than most people may see. */
    private static final int MOST_OPENED = 5_000;

    static final String STATUS = """
            case when s.erased_at is not null then 'erased'
                when s.deleted_at is not null then 'deleted'
                when s.archived_at is not null then 'archived'
                when s.turn_id is not null and s.suspended and s.pending > 0 then 'requires_action'
                when s.turn_id is not null then 'running'
                when s.queue_length > 0 and not s.paused then 'queued'
                else 'idle' end""";

    private static final String WAITING_FOR = """
            case when t.state not in ('ready', 'running') or t.lease_until > clock_timestamp() then null
                when t.waiting_for is not null then t.waiting_for
                when (select count(*) from turn l where l.workspace_id = s.workspace_id
                        and not l.yields and l.lease_until > clock_timestamp()) >= w.concurrent_turns then 'slot' end""";

    private static final String SELECT = "select s.*, " + STATUS + " as status, " + WAITING_FOR + " as waiting_for, "
            + "(select string_agg(a.tool_use_id, ' ' order by a.tool_use_id) from approval a"
            + " where a.session_id = s.session_id and a.status = 'pending') as asked"
            + " from session_overview s left join turn t on t.session_id = s.session_id"
            + " left join workspace_slot w on w.workspace_id = s.workspace_id ";

    /** Which Sessions a list shows; absent means any. */
    public record Filter(
            @Nullable String workspaceId,
            @Nullable String status,
            @Nullable String origin,
            @Nullable String parentId,
            @Nullable String q) {

        private boolean matches(SessionView session) {
            var title = session.title();
            return q == null || title != null && lower(title).contains(lower(q));
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** @param next the Session behind which the list goes on, or null at its end */
    record Found(List<SessionView> sessions, @Nullable String next) {}

    private final JdbcClient db;
    private final Workspaces workspaces;
    private final SessionRowMapper rows;

    Sessions(JdbcClient db, Workspaces workspaces, SealedDetails details) {
        this.db = db;
        this.workspaces = workspaces;
        this.rows = new SessionRowMapper(details);
    }

    /** @throws Rejection not found, if it is absent or hidden */
    public SessionView visible(String sessionId, Principal principal) {
        principal.require("sessions:read");
        var session = find(sessionId).orElseThrow(Rejection::notFound);
        workspaces.visible(session.workspaceId(), principal);
        return session;
    }

    /** @throws Rejection not found as {@link #visible}; forbidden to those who may only look */
    public SessionView writable(String sessionId, Principal principal) {
        return writable(sessionId, principal, "sessions:write");
    }

    public SessionView writable(String sessionId, Principal principal, String scope) {
        var session = find(sessionId).orElseThrow(Rejection::notFound);
        workspaces.visible(session.workspaceId(), principal);
        principal.require(scope);
        workspaces.writable(session.workspaceId(), principal);
        return session;
    }

    /** @throws Rejection as {@link #writable}, and where the Workspace is deleted: nothing new begins in it */
    public SessionView open(String sessionId, Principal principal) {
        var session = writable(sessionId, principal);
        if (workspaces.visible(session.workspaceId(), principal).deleted()) {
            throw new Rejection(ProblemCode.WORKSPACE_DELETED, "Undelete the Workspace first.");
        }
        return session;
    }

    public Optional<SessionView> find(String sessionId) {
        if (!Ids.isId("ses", sessionId)) {
            return Optional.empty();
        }
        return db.sql(SELECT + "where s.session_id = :id")
                .param("id", sessionId)
                .query(rows)
                .optional();
    }

    /**
     * Newest first; the ones behind {@code before}. Titles are sealed, so a search opens page after page; after
     * {@link #MOST_OPENED} it answers what it has, and where to go on.
     */
    Found list(Filter filter, Principal principal, @Nullable String before, int limit) {
        int size = filter.q() == null ? limit + 1 : OPENED_AT_ONCE;
        var found = new ArrayList<SessionView>();
        var behind = before;
        for (int opened = 0; opened < MOST_OPENED; opened += size) {
            var page = page(filter, principal, behind, size);
            page.stream().filter(filter::matches).forEach(found::add);
            if (found.size() > limit) {
                return new Found(found.subList(0, limit), found.get(limit - 1).id());
            }
            if (page.size() < size) {
                return new Found(found, null);
            }
            behind = page.getLast().id();
        }
        return new Found(found, behind);
    }

    private List<SessionView> page(Filter filter, Principal principal, @Nullable String before, int limit) {
        var sql = db.sql(SELECT + "where " + Visible.CONDITION + """
                         and (cast(:workspace as text) is null or s.workspace_id = :workspace)
                         and (cast(:origin as text) is null or s.origin_type = :origin)
                         and (cast(:parent as text) is null or s.parent_id = :parent)
                         and (cast(:before as text) is null or s.session_id < :before)
                         and case when cast(:status as text) is null then s.deleted_at is null and s.erased_at is null
                             else\s""" + STATUS
                + " = :status end order by s.session_id desc limit :limit");
        return Visible.to(principal, sql)
                .param("workspace", filter.workspaceId())
                .param("status", filter.status())
                .param("origin", filter.origin())
                .param("parent", filter.parentId())
                .param("before", before)
                .param("limit", limit)
                .query(rows)
                .list();
    }

    /** How many messages may wait in a Session of that Workspace, as its newest configuration says. */
    public int queueLimit(String workspaceId) {
        return db.sql("select queued_turns from workspace_slot where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .query(Integer.class)
                .optional()
                .orElse(100);
    }

    /** @throws Rejection 410 for a Session whose content was erased */
    public static void requireContent(SessionView session) {
        if (session.erasedAt() != null) {
            throw new Rejection(ProblemCode.GONE, "The session was erased.");
        }
    }
}
