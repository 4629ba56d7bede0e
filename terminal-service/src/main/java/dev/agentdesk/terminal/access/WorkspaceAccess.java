package dev.agentdesk.terminal.access;

import dev.agentdesk.kit.security.Principal;

/**
 * The part of a Workspace that decides who may do what with it; replaced whole by each fact about it.
 *
 * @param principalId the Workspace's own principal, {@code wsp_…}
 */
public record WorkspaceAccess(
        String workspaceId,
        String slug,
        String principalId,
        String owner,
        String visibility,
        String grants,
        boolean deleted) {

    /** Its owner, its own principal, administrators and the platform; nobody else. */
    boolean allows(Principal principal) {
        if (principal.isService() || principal.isAdmin() && principal.reaches(workspaceId)) {
            return true;
        }
        return principal.reaches(workspaceId)
                && (principal.account().equals(owner) || principal.id().equals(principalId));
    }
}
