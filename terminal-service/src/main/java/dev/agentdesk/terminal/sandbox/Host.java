package dev.agentdesk.terminal.sandbox;

import java.util.EnumSet;
import java.util.Set;

/**
 * What this host turned out to enforce when it was tried at start.
 *
 * @param users whether every Workspace gets a user of its own (the server is root)
 * @param filter whether the system call filter can be set
 */
public record Host(Tier tier, boolean users, boolean filter, Cgroups cgroups) {

    /** Everything that a command started here can be held to. */
    public Set<Control> enforceable() {
        var controls = EnumSet.noneOf(Control.class);
        if (tier == Tier.T2) {
            controls.add(Control.FILES);
            controls.add(Control.PROCESSES);
            controls.add(Control.NETWORK);
        }
        if (users) {
            controls.add(Control.FILES);
            controls.add(Control.USER);
            controls.add(Control.PIDS);
        }
        if (filter) {
            controls.add(Control.SYSCALLS);
        }
        controls.addAll(cgroups.enforceable());
        return controls;
    }
}
