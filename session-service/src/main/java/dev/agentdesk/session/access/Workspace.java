package dev.agentdesk.session.access;

import dev.agentdesk.kit.security.Principal;
import java.util.List;

/** What we know of a Workspace: its slug and who may do what in it. Denies by default. */
public record Workspace(
        String id,
        String slug,
        String principalId,
        String owner,
        String visibility,
        List<Grant> grants,
        boolean deleted) {

    /** @param role {@code viewer} or {@code editor} */
    public record Grant(String principal, String role) {}

    public boolean visibleTo(Principal principal) {
        return principal.reaches(id)
                && (mayWrite(principal) || visibility.equals("public") || granted(principal, "viewer"));
    }

    public boolean writableBy(Principal principal) {
        return principal.reaches(id) && mayWrite(principal);
    }

    private boolean mayWrite(Principal principal) {
        return principal.isService()
                || principal.isAdmin()
                || principal.account().equals(owner)
                || principal.id().equals(principalId)
                || granted(principal, "editor");
    }

    private boolean granted(Principal principal, String role) {
        return grants.stream()
                .anyMatch(it ->
                        it.principal().equals(principal.account()) && it.role().equals(role));
    }
}
