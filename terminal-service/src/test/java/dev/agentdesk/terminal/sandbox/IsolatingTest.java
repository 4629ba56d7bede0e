package dev.agentdesk.terminal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.sandbox.Isolating.Granted;
import dev.agentdesk.terminal.sandbox.Isolating.Insufficient;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IsolatingTest {

    private static final Host WEAK = new Host(Tier.T0, false, false, Cgroups.none());
    private static final Host STRONG = new Host(Tier.T2, true, true, Cgroups.none());

    @Test
    void givesTheStrongestWhereNothingIsAskedFor() {
        var granted = granted(STRONG, nothing());
        assertThat(granted.network()).isFalse();
        assertThat(granted.isolation().tier()).isEqualTo("T2");
        assertThat(granted.isolation().enforced())
                .containsExactly("files", "network", "pids", "processes", "syscalls", "user");
        assertThat(granted.isolation().notEnforced()).containsExactly("cpus", "disk", "memory");
    }

    @Test
    void saysHonestlyWhatAWeakHostDoesNotEnforce() {
        var granted = granted(WEAK, nothing());
        assertThat(granted.network()).isTrue();
        assertThat(granted.isolation().enforced()).isEmpty();
        assertThat(granted.isolation().notEnforced()).contains("files", "processes", "network", "memory");
    }

    @Test
    void opensTheNetworkOnlyWhenAsked() {
        assertThat(granted(STRONG, network("open")).network()).isTrue();
        assertThat(granted(STRONG, network("open")).isolation().notEnforced()).contains("network");
        assertThat(granted(STRONG, network("off")).network()).isFalse();
    }

    @Test
    void refusesAClosedNetworkThatItCantClose() {
        assertThat(Isolating.plan(WEAK, network("off"))).isInstanceOfSatisfying(Insufficient.class, weak -> {
            assertThat(weak.setting()).isEqualTo("network");
            assertThat(weak.reason()).contains("environment.network", "T0", "bubblewrap");
        });
    }

    @Test
    void refusesAListOfHostsUntilItCanHoldCommandsToIt() {
        assertThat(Isolating.plan(STRONG, network("allow"))).isInstanceOf(Insufficient.class);
    }

    @Test
    void goesWithoutWhatMayBeMissing() {
        assertThat(granted(WEAK, demands(null, "off", null, Set.of("network")))
                        .isolation()
                        .notEnforced())
                .contains("network");
    }

    @Test
    void refusesMemoryAndTiersThatItCantGive() {
        assertThat(Isolating.plan(WEAK, demands(null, null, 1L << 28, Set.of())))
                .isInstanceOfSatisfying(
                        Insufficient.class, weak -> assertThat(weak.setting()).isEqualTo("memory"));
        assertThat(Isolating.plan(WEAK, demands("T2", null, null, Set.of())))
                .isInstanceOfSatisfying(
                        Insufficient.class, weak -> assertThat(weak.setting()).isEqualTo("min_isolation"));
        assertThat(Isolating.plan(STRONG, demands("T2", null, null, Set.of()))).isInstanceOf(Granted.class);
    }

    private static Granted granted(Host host, Demands demands) {
        return (Granted) Isolating.plan(host, demands);
    }

    private static Demands nothing() {
        return demands(null, null, null, Set.of());
    }

    private static Demands network(String network) {
        return demands(null, network, null, Set.of());
    }

    private static Demands demands(
            @Nullable String tier, @Nullable String network, @Nullable Long memory, Set<String> accepted) {
        return new Demands(tier, network, memory, null, null, accepted);
    }
}
