package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.security.Principal;

/** What one needs to watch and to drive. */
public final class Scopes {

    public static final String DRIVE = "terminals:drive";
    public static final String VIEW = "terminals:view";

    private Scopes() {}

    /** What this principal needs to watch: who may drive may watch. */
    public static String view(Principal principal) {
        return principal.has(DRIVE) ? DRIVE : VIEW;
    }
}
