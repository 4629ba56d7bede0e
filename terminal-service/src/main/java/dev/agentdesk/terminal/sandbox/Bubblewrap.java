package dev.agentdesk.terminal.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tier T2: a mount namespace in which only the Workspace is writable, and namespaces of its own for everything else.
 *
 * <p>Where the server is root, the namespaces are made with its rights, so that the data folder may stay closed to
 * everybody; the program then runs as the Workspace's own user without any right. The command's variables travel in the
 * process environment, never in an argument.
 *
 * @param filter whether descriptor 3 holds a system call filter
 */
record Bubblewrap(boolean users, boolean filter) implements Sandbox {

    private static final String ROOT = "/workspace";
    private static final String HOME = "/home/agent";

    /** Where an installation may keep keys; the server may read them, its agents may not. */
    private static final Path OWN_SETTINGS = Path.of("/etc/agentdesk");

    @Override
    public String root(WorkspaceFolder folder) {
        return ROOT;
    }

    @Override
    public String home(WorkspaceFolder folder) {
        return HOME;
    }

    @Override
    public List<String> commandLine(Launch launch, boolean onTerminal) {
        // A terminal of its own is no way out: nobody else reads it, and the filter refuses TIOCSTI.
        var line = new ArrayList<>(onTerminal ? List.of("bwrap") : List.of("setsid", "bwrap", "--new-session"));
        line.addAll(namespaces(launch.network()));
        line.addAll(system());
        line.addAll(workspace(launch.folder()));
        if (filter) {
            line.addAll(List.of("--seccomp", "3"));
        }
        line.add("--");
        line.addAll(users ? Users.become(launch.user()) : List.of());
        // Only the Workspace's own user may enter its folder.
        line.addAll(List.of("/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", ROOT));
        line.addAll(launch.program());
        return line;
    }

    private List<String> namespaces(boolean network) {
        var line = new ArrayList<>(List.of(
                "--unshare-ipc",
                "--unshare-pid",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--hostname",
                "agentdesk",
                "--cap-drop",
                "ALL"));
        if (!network) {
            line.add("--unshare-net");
        }
        line.addAll(
                users
                        ? List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP")
                        : List.of("--unshare-user"));
        return line;
    }

    private static List<String> system() {
        var line = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc"));
        for (String top : List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64")) {
            line.addAll(top(Path.of(top)));
        }
        line.addAll(List.of("--ro-bind-try", "/opt", "/opt", "--ro-bind-try", "/nix", "/nix"));
        line.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/dev/shm"));
        if (Files.isDirectory(OWN_SETTINGS)) {
            line.addAll(List.of("--tmpfs", OWN_SETTINGS.toString()));
        }
        line.addAll(List.of("--tmpfs", "/run", "--perms", "0755", "--dir", "/home"));
        line.addAll(List.of("--ro-bind-try", "/run/systemd/resolve", "/run/systemd/resolve"));
        return line;
    }

    /** Distributions have folders or links at the top; what is a link here is one inside. */
    private static List<String> top(Path path) {
        if (Files.isSymbolicLink(path)) {
            return List.of("--symlink", "usr/" + path.getFileName(), path.toString());
        }
        return List.of("--ro-bind-try", path.toString(), path.toString());
    }

    private static List<String> workspace(WorkspaceFolder folder) {
        return List.of(
                "--ro-bind-try",
                folder.passwd().toString(),
                "/etc/passwd",
                "--ro-bind-try",
                folder.group().toString(),
                "/etc/group",
                "--bind",
                folder.temporary().toString(),
                "/tmp",
                "--bind",
                folder.home().toString(),
                HOME,
                "--bind",
                folder.files().toString(),
                ROOT,
                "--remount-ro",
                "/",
                "--chdir",
                "/");
    }
}
