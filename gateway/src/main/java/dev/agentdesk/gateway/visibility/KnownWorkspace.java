package dev.agentdesk.gateway.visibility;

import dev.agentdesk.contracts.workspace.v1.Grant;
import dev.agentdesk.kit.security.Principal;
import java.util.List;

/** What we know of a Workspace: its slug and who may see it. Denies by default. */
public record KnownWorkspace(
        String id,
        String slug,
        String principalId,
        String owner,
        String visibility,
        List<Grant> grants,
        boolean deleted) {

    /** The same rule as {@link Visible}. */
    public boolean visibleTo(Principal principal) {
        return principal.reaches(id)
                && (principal.isService()
                        || principal.isAdmin()
                        || principal.account().equals(owner)
                        || principal.id().equals(principalId)
                        || visibility.equals("public")
                        || grants.stream().anyMatch(it -> it.principal().equals(principal.account())));
    }
}
