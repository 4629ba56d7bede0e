package dev.agentdesk.terminal.access;

import dev.agentdesk.kit.security.Principal;
import tools.jackson.databind.json.JsonMapper;

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

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Its owner, its own principal, administrators, editors and the platform may do what the scope says; viewers, and
     * everybody where the Workspace is public, may only look.
     */
    boolean allows(Principal principal, String scope) {
        if (principal.isService()) {
            return true;
        }
        boolean looks = scope.endsWith(":read") || scope.endsWith(":view");
        return principal.reaches(workspaceId)
                && (mayChange(principal) || looks && (visibility.equals("public") || granted(principal, "viewer")));
    }

    private boolean mayChange(Principal principal) {
        return principal.isAdmin()
                || principal.account().equals(owner)
                || principal.id().equals(principalId)
                || granted(principal, "editor");
    }

    private boolean granted(Principal principal, String role) {
        for (var grant : JSON.readTree(grants)) {
            if (grant.path("principal").asString("").equals(principal.account())
                    && grant.path("role").asString("").equals(role)) {
                return true;
            }
        }
        return false;
    }
}
