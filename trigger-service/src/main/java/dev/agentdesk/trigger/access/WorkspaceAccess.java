package dev.agentdesk.trigger.access;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The one place that decides whether a principal may see or use a Workspace.
 *
 * <p>What is unknown, or known and not to be seen, is asked of workspace-service before it counts as absent: a
 * Workspace can be used right after it was made or shared. Unknown and not reachable is unavailable, never absent.
 */
@Component
public class WorkspaceAccess {

    private final AccessRows rows;
    private final WorkspaceDirectory directory;

    WorkspaceAccess(AccessRows rows, WorkspaceDirectory directory) {
        this.rows = rows;
        this.directory = directory;
    }

    /**
     * A Workspace that the principal may see, by id or slug.
     *
     * @throws Rejection 404 if there is none
     * @throws PeerUnavailable if that can't be said now
     */
    public Workspace seen(Principal principal, String idOrSlug) {
        return find(principal, idOrSlug).orElseThrow(Rejection::notFound);
    }

    /** As {@link #seen}; empty instead of a refusal. */
    public Optional<Workspace> find(Principal principal, String idOrSlug) {
        if (!isIdOrSlug(idOrSlug)) {
            return Optional.empty();
        }
        var known = rows.find(principal, idOrSlug);
        if (known.isPresent()) {
            return known;
        }
        try {
            directory.ask(idOrSlug).ifPresent(rows::learn);
        } catch (PeerUnavailable away) {
            if (!rows.knows(idOrSlug)) {
                throw away;
            }
        }
        return rows.find(principal, idOrSlug);
    }

    /**
     * Whether an account sees a Workspace now; for what is told without being asked.
     *
     * @throws PeerUnavailable if that can't be said now
     */
    public boolean isSeenBy(String account, boolean seesAll, String workspaceId) {
        if (seesAll) {
            return true;
        }
        if (!rows.knows(workspaceId)) {
            directory.ask(workspaceId).ifPresent(rows::learn);
        }
        return rows.find(new Principal(account, "user", account, "member", List.of(), null, null), workspaceId)
                .isPresent();
    }

    private static boolean isIdOrSlug(String text) {
        return Ids.isId("wrk", text) || text.matches("[a-z0-9-]{2,40}");
    }

    /** @throws Rejection 403 if the principal sees the Workspace and may only look; 409 if it is deleted */
    public void requireEditor(Workspace workspace) {
        if (!workspace.editor()) {
            throw new Rejection(ProblemCode.FORBIDDEN, "You may look at this workspace, not change what it does.");
        }
        if (workspace.deleted()) {
            throw new Rejection(ProblemCode.WORKSPACE_DELETED, "Undelete the workspace first.");
        }
    }
}
