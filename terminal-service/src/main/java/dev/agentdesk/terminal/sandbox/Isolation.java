package dev.agentdesk.terminal.sandbox;

import java.util.List;

/** What the host really holds commands to, and what it does not; the names are those of {@link Control}. */
public record Isolation(String tier, List<String> enforced, List<String> notEnforced) {

    public Isolation {
        enforced = List.copyOf(enforced);
        notEnforced = List.copyOf(notEnforced);
    }
}
