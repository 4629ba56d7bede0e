package dev.agentdesk.terminal.sandbox;

import java.util.List;

/** Becoming the user of a Workspace, with no right left and none to be had. */
final class Users {

    /** Far more than builds need, far less than a fork bomb makes; counted per user, hence per Workspace. */
    private static final int MOST_PROCESSES = 1024;

    private Users() {}

    static List<String> become(int user) {
        return List.of(
                "setpriv",
                "--reuid=" + user,
                "--regid=" + user,
                "--clear-groups",
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--bounding-set=-all",
                "--no-new-privs",
                "--",
                "prlimit",
                "--nproc=" + MOST_PROCESSES,
                "--core=0",
                "--");
    }
}
