package dev.agentdesk.terminal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what this host enforces by starting {@code true} in each sandbox, strongest first.
 *
 * <p>Belief in a version number or a capability bit is not enough: containers, seccomp profiles and mount options
 * decide otherwise. The first that works is taken.
 */
public final class HostProbe {

    private static final Logger LOG = LoggerFactory.getLogger(HostProbe.class);

    /** A sandbox starts in milliseconds; on a host that is busy booting it may take a while. */
    private static final int LONGEST_TRIAL_S = 10;

    private final Path root;
    private final String installation;
    private final int user;
    private final Tier strongest;

    /**
     * @param root an existing folder of ours, for the trial and the filter
     * @param user the user to try with, where we are root
     * @param strongest nothing stronger is tried
     */
    public HostProbe(Path root, String installation, int user, Tier strongest) {
        this.root = root;
        this.installation = installation;
        this.user = user;
        this.strongest = strongest;
    }

    /** What works, and the launcher that works that way. */
    public record Found(Host host, Launcher launcher) {}

    public Found probe() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        var cgroups = Cgroups.probe(installation);
        for (var candidate : candidates(root)) {
            var found = found(candidate, cgroups);
            if (works(found)) {
                LOG.info(
                        "commands run in tier {}, enforcing {}",
                        candidate.tier(),
                        found.host().enforceable());
                return found;
            }
            found.launcher().close();
        }
        throw new IOException("not even a bare command can be started; are setsid and setpriv (util-linux) installed?");
    }

    private record Candidate(Tier tier, boolean users, boolean filter) {}

    private List<Candidate> candidates(boolean root) {
        var candidates = new ArrayList<Candidate>();
        for (boolean users : root ? new boolean[] {true, false} : new boolean[] {false}) {
            if (strongest == Tier.T2) {
                candidates.add(new Candidate(Tier.T2, users, true));
                candidates.add(new Candidate(Tier.T2, users, false));
            }
            candidates.add(new Candidate(Tier.T0, users, false));
        }
        return candidates;
    }

    private Found found(Candidate candidate, Cgroups cgroups) throws IOException {
        var host = new Host(candidate.tier(), candidate.users(), candidate.filter(), cgroups);
        var sandbox = candidate.tier() == Tier.T2
                ? new Bubblewrap(candidate.users(), candidate.filter())
                : new Bare(candidate.users());
        return new Found(
                host, new Launcher(sandbox, installation, candidate.filter() ? filter() : null, candidate.users()));
    }

    private @Nullable Path filter() throws IOException {
        var program = SystemCallFilter.forThisMachine();
        return program.isEmpty() ? null : Files.write(root.resolve(".system-calls"), program.get());
    }

    private boolean works(Found found) {
        try {
            var folder = new Folders(root, found.host().users()).prepare(".trial", user);
            var launch = new Launch("trial", "trial", folder, user, false, Map.of(), List.of(), List.of("true"));
            var process = found.launcher().start(launch);
            if (!process.waitFor(LONGEST_TRIAL_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notHere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
