package dev.agentdesk.gateway.token;

import dev.agentdesk.kit.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A valid token as its holder's principal: the rights of its account, cut down to its scopes and Workspaces. */
public record KnownToken(
        String id,
        String name,
        String accountId,
        String role,
        List<String> scopes,
        @Nullable List<String> workspaceIds) {

    public Principal principal() {
        return new Principal(id, "token", name, role, scopes, workspaceIds, accountId);
    }
}
