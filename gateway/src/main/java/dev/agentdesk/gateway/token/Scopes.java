package dev.agentdesk.gateway.token;

import java.util.List;

/** The closed list of what a token can be allowed; {@code admin} contains all others. */
public final class Scopes {

    public static final String ADMIN = "admin";

    /** As published in the API; a scope is never renamed. */
    public static final List<String> ALL = List.of(
            "workspaces:read",
            "workspaces:write",
            "workspaces:run",
            "sessions:read",
            "sessions:write",
            "approvals:decide",
            "files:read",
            "files:write",
            "terminals:view",
            "terminals:drive",
            "automation:read",
            "automation:write",
            "automation:replay",
            "library:read",
            "library:write",
            "secrets:write",
            "ops:read",
            "ops:write",
            "audit:read",
            ADMIN);

    /** What a signed-in person may do by themselves: all but what belongs to administrators. */
    public static final List<String> OF_PEOPLE = ALL.stream()
            .filter(scope -> !scope.equals(ADMIN) && !scope.startsWith("ops:") && !scope.startsWith("audit:"))
            .toList();

    private Scopes() {}

    /** Whether somebody who holds {@code held} may give {@code asked} away: nobody gives more than they have. */
    public static boolean covers(List<String> held, List<String> asked) {
        return held.contains(ADMIN) || held.containsAll(asked);
    }
}
