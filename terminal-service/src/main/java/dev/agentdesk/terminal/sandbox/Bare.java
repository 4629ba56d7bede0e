package dev.agentdesk.terminal.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Tier T0: nothing but another user, where the server is root, and no way to more rights. */
record Bare(boolean users) implements Sandbox {

    @Override
    public String root(WorkspaceFolder folder) {
        return folder.files().toString();
    }

    @Override
    public String home(WorkspaceFolder folder) {
        return folder.home().toString();
    }

    @Override
    public List<String> commandLine(Launch launch, boolean onTerminal) {
        var line = new ArrayList<String>();
        if (!onTerminal) {
            line.add("setsid");
        }
        line.addAll(users ? Users.become(launch.user()) : List.of("setpriv", "--no-new-privs", "--"));
        line.addAll(launch.program());
        return line;
    }
}
