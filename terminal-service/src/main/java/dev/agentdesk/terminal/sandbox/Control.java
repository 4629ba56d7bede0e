package dev.agentdesk.terminal.sandbox;

import java.util.Locale;

/** What isolation can consist of; the lower-case names are published in {@code isolation}. */
public enum Control {
    /** Only the Workspace's own files, its home and its {@code /tmp} can be written; other Workspaces can't be seen. */
    FILES,
    /** Processes of others can't be seen or signalled. */
    PROCESSES,
    /** Commands run as a user of their own, one per Workspace. */
    USER,
    /** No connection leaves the Workspace, not even to this machine, when {@code network} is {@code off}. */
    NETWORK,
    /** {@code ptrace}, {@code bpf}, {@code keyctl}, {@code userfaultfd}, nested user namespaces are refused. */
    SYSCALLS,
    /** The number of processes is limited. */
    PIDS,
    MEMORY,
    CPUS,
    DISK;

    public String published() {
        return name().toLowerCase(Locale.ROOT);
    }
}
