package dev.agentdesk.terminal.environment;

/** Learns that an Environment is being stopped, before its processes are ended. Must not wait. */
@FunctionalInterface
public interface Halted {

    void environment(String workspaceId);
}
