package dev.agentdesk.terminal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Control groups of this host, as far as we may make some; versions 1 and 2.
 *
 * <p>One group per Workspace and limit. What could not be made at start is not in {@link #enforceable()}.
 */
public final class Cgroups {

    private static final Logger LOG = LoggerFactory.getLogger(Cgroups.class);

    /** Share of a period, in microseconds. */
    private static final long CPU_PERIOD = 100_000;

    /** Version 1: one folder per controller; version 2: the same folder for all. */
    private final Map<Control, Path> parents;

    private final boolean unified;

    private Cgroups(Map<Control, Path> parents, boolean unified) {
        this.parents = parents;
        this.unified = unified;
    }

    /** Limits of one Workspace. */
    public record Limits(long memoryBytes, double cpus, int processes) {}

    public static Cgroups none() {
        return new Cgroups(Map.of(), false);
    }

    /** Tries what this host lets us make. */
    public static Cgroups probe(String installation) {
        var name = "agentdesk-" + installation;
        try {
            return Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers")) ? unified(name) : split(name);
        } catch (IOException notOurs) {
            return none();
        }
    }

    public Set<Control> enforceable() {
        return parents.keySet();
    }

    /** Makes or adjusts the groups; answers the files that a process writes its id to. */
    public List<String> limit(String workspaceId, Limits limits) throws IOException {
        for (var parent : parents.entrySet()) {
            var group = Files.createDirectories(parent.getValue().resolve(workspaceId));
            set(parent.getKey(), group, limits);
        }
        return parents.values().stream()
                .distinct()
                .map(parent ->
                        parent.resolve(workspaceId).resolve("cgroup.procs").toString())
                .toList();
    }

    /** Removes the groups of a Workspace; those that still hold a process stay. */
    public void remove(String workspaceId) {
        Set.copyOf(parents.values()).forEach(parent -> removeFolder(parent.resolve(workspaceId)));
    }

    /** Removes all groups of this installation that hold no process. */
    void removeAll() {
        for (Path parent : Set.copyOf(parents.values())) {
            try (var groups = Files.newDirectoryStream(parent, Files::isDirectory)) {
                groups.forEach(Cgroups::removeFolder);
            } catch (IOException gone) {
                continue;
            }
            removeFolder(parent);
        }
    }

    private static void removeFolder(Path group) {
        try {
            Files.deleteIfExists(group);
        } catch (IOException inUse) {
            LOG.debug("{} stays", group, inUse);
        }
    }

    private void set(Control control, Path group, Limits limits) throws IOException {
        switch (control) {
            case MEMORY -> {
                var bytes = Long.toString(limits.memoryBytes());
                Files.writeString(group.resolve(unified ? "memory.max" : "memory.limit_in_bytes"), bytes);
            }
            case CPUS -> {
                long quota = Math.max(1_000, Math.round(limits.cpus() * CPU_PERIOD));
                Files.writeString(
                        group.resolve(unified ? "cpu.max" : "cpu.cfs_quota_us"),
                        unified ? quota + " " + CPU_PERIOD : Long.toString(quota));
            }
            case PIDS -> Files.writeString(group.resolve("pids.max"), Integer.toString(limits.processes()));
            default -> throw new IllegalStateException(control + " is no matter of cgroups");
        }
    }

    private static Cgroups unified(String name) throws IOException {
        var root = Path.of("/sys/fs/cgroup");
        var own = Files.createDirectories(root.resolve(name));
        Files.writeString(own.resolve("cgroup.subtree_control"), "+memory +cpu +pids");
        var parents = new EnumMap<Control, Path>(Control.class);
        for (var control : List.of(Control.MEMORY, Control.CPUS, Control.PIDS)) {
            parents.put(control, own);
        }
        return new Cgroups(parents, true);
    }

    private static Cgroups split(String name) throws IOException {
        var parents = new EnumMap<Control, Path>(Control.class);
        for (var line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
            var parts = line.split(":", 3);
            for (var control : List.of(Control.MEMORY, Control.CPUS, Control.PIDS)) {
                if (List.of(parts[1].split(",")).contains(controller(control))) {
                    var parent =
                            own(Path.of("/sys/fs/cgroup", parts[1]), parts[2]).resolve(name);
                    if (canMake(parent, control)) {
                        parents.put(control, parent);
                    }
                }
            }
        }
        return new Cgroups(parents, false);
    }

    /** Our own group; in a container its name can be one that only the host knows. */
    private static Path own(Path mount, String group) {
        var own = Path.of(mount + group);
        return Files.isDirectory(own) ? own : mount;
    }

    private static boolean canMake(Path parent, Control control) {
        var file = switch (control) {
            case MEMORY -> "memory.limit_in_bytes";
            case CPUS -> "cpu.cfs_quota_us";
            default -> "pids.max";
        };
        try {
            var trial = Files.createDirectories(parent.resolve("trial"));
            boolean writable = Files.isWritable(trial.resolve(file)) && Files.isWritable(trial.resolve("cgroup.procs"));
            Files.delete(trial);
            return writable;
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static String controller(Control control) {
        return control == Control.CPUS ? "cpu" : control.published();
    }
}
