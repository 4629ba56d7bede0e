package dev.agentdesk.terminal.access;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import org.springframework.stereotype.Component;

/**
 * The one answer to "may this principal?" for everything below a Workspace.
 *
 * <p>What is absent and what is not the caller's to see are refused alike. A Workspace that is not known here is asked
 * for before it is called absent; while nobody can be asked the answer is "try again".
 */
@Component
public final class Access {

    private final AccessRows rows;
    private final Neighbour neighbour;

    Access(AccessRows rows, Neighbour neighbour) {
        this.rows = rows;
        this.neighbour = neighbour;
    }

    /**
     * The Workspace under this id or slug, if the principal may do there what the scope stands for.
     *
     * @throws Rejection 403 without the scope, 404 where there is nothing for this principal
     */
    public WorkspaceAccess require(Principal principal, String scope, String idOrSlug) {
        principal.require(scope);
        var workspace = known(idOrSlug);
        if (!workspace.allows(principal, scope)) {
            throw Rejection.notFound();
        }
        return workspace;
    }

    private WorkspaceAccess known(String idOrSlug) {
        return rows.find(idOrSlug).orElseGet(() -> {
            var found = neighbour.find(idOrSlug).orElseThrow(Rejection::notFound);
            rows.put(found);
            return found;
        });
    }
}
