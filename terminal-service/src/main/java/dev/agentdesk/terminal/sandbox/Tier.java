package dev.agentdesk.terminal.sandbox;

/** The levels of the local provider, weakest first. */
public enum Tier {
    /** Clean environment, own process group, killed as a whole; another user where the server is root. */
    T0,
    /** Bubblewrap: own pid, ipc, uts and mount namespaces, read-only system, private home and {@code /tmp}. */
    T2
}
