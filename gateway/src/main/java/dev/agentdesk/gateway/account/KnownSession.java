package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.token.Scopes;
import dev.agentdesk.kit.security.Principal;
import java.util.List;

/** A signed-in browser: its account with all the rights of its role. */
public record KnownSession(String digest, String accountId, String name, String role) {

    /** A person is limited by role and grants, not by scopes; only administrators hold the one that contains all. */
    public Principal principal() {
        var scopes = role.equals("admin") ? List.of(Scopes.ADMIN) : Scopes.OF_PEOPLE;
        return new Principal(accountId, "user", name, role, scopes, null, null);
    }
}
