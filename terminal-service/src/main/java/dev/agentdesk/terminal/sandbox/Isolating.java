package dev.agentdesk.terminal.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is asked for against what the host enforces. Pure.
 *
 * <p>Law: nothing asked for is ever silently weaker; either it is enforced, or it was accepted by name that it is not,
 * or the start is refused.
 */
public final class Isolating {

    /** Without a wish: as much as a laptop can spare. Only applied where it can be enforced. */
    private static final long USUAL_MEMORY = 1L << 30;

    private static final double USUAL_CPUS = 1;
    private static final int MOST_PROCESSES = 1024;

    private Isolating() {}

    /** What a start amounts to. */
    public sealed interface Plan {}

    /** It can be started like this. */
    public record Granted(Isolation isolation, boolean network, Cgroups.Limits limits) implements Plan {}

    /** It can't: this setting, on this tier; and what would help. */
    public record Insufficient(String setting, String tier, String remedy) implements Plan {

        public String reason() {
            return "environment." + setting + " can't be enforced in tier " + tier + " on this host. " + remedy;
        }
    }

    public static Plan plan(Host host, Demands demands) {
        var insufficient = unmet(host, demands);
        if (insufficient != null) {
            return insufficient;
        }
        boolean network = network(host, demands);
        var limits = new Cgroups.Limits(
                demands.memoryBytes() == null ? USUAL_MEMORY : demands.memoryBytes(),
                demands.cpus() == null ? USUAL_CPUS : demands.cpus(),
                MOST_PROCESSES);
        return new Granted(isolation(host, network), network, limits);
    }

    private static @Nullable Insufficient unmet(Host host, Demands demands) {
        var enforceable = host.enforceable();
        var tier = host.tier().name();
        var wish = demands.minIsolation();
        if (wish != null
                && wish.compareTo(tier) > 0
                && !demands.acceptUnenforced().contains("min_isolation")) {
            return new Insufficient("min_isolation", tier, "Install bubblewrap, or accept a weaker tier.");
        }
        if (isAsked(demands, "network", demands.network() != null && !"open".equals(demands.network()))
                && ("allow".equals(demands.network()) || !enforceable.contains(Control.NETWORK))) {
            return new Insufficient(
                    "network",
                    tier,
                    "allow".equals(demands.network())
                            ? "Use 'off' or 'open', or name it in accept_unenforced."
                            : "Install bubblewrap, or name it in accept_unenforced.");
        }
        if (isAsked(demands, "memory", demands.memoryBytes() != null) && !enforceable.contains(Control.MEMORY)) {
            return new Insufficient(
                    "memory", tier, "Let the server write to its cgroup, or name it in accept_unenforced.");
        }
        if (isAsked(demands, "cpus", demands.cpus() != null) && !enforceable.contains(Control.CPUS)) {
            return new Insufficient(
                    "cpus", tier, "Let the server write to its cgroup, or name it in accept_unenforced.");
        }
        if (isAsked(demands, "disk", demands.diskBytes() != null)) {
            return new Insufficient("disk", tier, "Name it in accept_unenforced.");
        }
        return null;
    }

    private static boolean isAsked(Demands demands, String setting, boolean stated) {
        return stated && !demands.acceptUnenforced().contains(setting);
    }

    /** Not asked for: off, where off means something. */
    private static boolean network(Host host, Demands demands) {
        if (!host.enforceable().contains(Control.NETWORK)) {
            return true;
        }
        return demands.network() != null && !demands.network().equals("off");
    }

    private static Isolation isolation(Host host, boolean network) {
        var enforced = EnumSet.noneOf(Control.class);
        enforced.addAll(host.enforceable());
        if (network) {
            enforced.remove(Control.NETWORK);
        }
        return new Isolation(host.tier().name(), published(enforced), published(EnumSet.complementOf(enforced)));
    }

    private static List<String> published(Set<Control> controls) {
        var names = new ArrayList<>(controls.stream().map(Control::published).toList());
        names.sort(Comparator.naturalOrder());
        return List.copyOf(names);
    }
}
