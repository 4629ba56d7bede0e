package dev.agentdesk.trigger.subscription;

import java.util.List;

/**
 * Which facts are sent.
 *
 * @param events patterns of names; {@code *} stands for any characters
 * @param workspaceIds only facts of these Workspaces; empty: of all that the owner sees
 */
public record Selection(List<String> events, List<String> workspaceIds) {

    public Selection {
        events = List.copyOf(events);
        workspaceIds = List.copyOf(workspaceIds);
    }

    /** Whether facts of that name, in that Workspace, are among them. Pure; linear in the length of the pattern. */
    public boolean takes(String name, String contract) {
        return events.stream().anyMatch(pattern -> matches(pattern, name) || matches(pattern, contract));
    }

    /**
     * Each part between two stars is looked for behind the one before it; the first is at the start, the last at the
     * end.
     */
    static boolean matches(String pattern, String name) {
        var parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(name);
        }
        var last = parts[parts.length - 1];
        if (!name.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int n = 1; n < parts.length - 1; n++) {
            int found = name.indexOf(parts[n], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[n].length();
        }
        return name.length() - last.length() >= from && name.endsWith(last);
    }
}
