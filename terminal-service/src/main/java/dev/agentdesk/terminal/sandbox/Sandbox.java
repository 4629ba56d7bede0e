package dev.agentdesk.terminal.sandbox;

import java.util.List;

/** A way to start commands; each tier is one. */
public sealed interface Sandbox permits Bare, Bubblewrap {

    /** Where the commands find the Workspace's files. */
    String root(WorkspaceFolder folder);

    /** Where they find their home. */
    String home(WorkspaceFolder folder);

    /**
     * The whole command line, with everything that is set up before the program runs.
     *
     * @param onTerminal whether it begins as the leader of a session with a terminal of its own, which it must keep
     */
    List<String> commandLine(Launch launch, boolean onTerminal);
}
