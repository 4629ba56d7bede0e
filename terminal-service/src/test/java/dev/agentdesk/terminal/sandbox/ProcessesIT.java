package dev.agentdesk.terminal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.support.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every process of a Workspace dies with it, in each tier that this host has. */
class ProcessesIT {

    private static final AtomicInteger SECONDS = new AtomicInteger(100_000);

    @ParameterizedTest
    @EnumSource(Tier.class)
    void daemonsThatForkedTwiceEndWithTheirCommand(Tier tier) {
        var terminal = of(tier);
        int seconds = SECONDS.incrementAndGet();
        var id = terminal.running();
        var printed = terminal.bash(
                id,
                "( setsid sh -c 'trap \"\" TERM HUP; sleep %d & sleep %d' & ) ; nohup sleep %d & sleep 0.3; echo on"
                        .formatted(seconds, seconds, seconds));
        assertThat(printed).contains("on");
        assertThat(sleeping(seconds)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void everythingEndsWhenTheEnvironmentIsStopped(Tier tier) {
        var terminal = of(tier);
        int seconds = SECONDS.incrementAndGet();
        var id = terminal.running();
        var command = "( setsid sleep %d & ) ; sleep %d".formatted(seconds, seconds);
        var answer = CompletableFuture.supplyAsync(
                () -> terminal.tool(id, Terminal.session(), 1, "use", "bash", Map.of("command", command)));
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> sleeping(seconds) >= 2);
        terminal.service().bean(Environments.class).stop(id, 1, Terminal.stamp(id));
        assertThat(sleeping(seconds)).isZero();
        assertThat(answer.join().json().path("outcome").asString()).isEqualTo("interrupted_unknown_effect");
        assertThat(terminal.inner()
                        .get("/internal/environments/" + id)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("stopped");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void orphansOfAFormerRunAreSweptAtStart(Tier tier) throws IOException {
        var terminal = of(tier);
        int seconds = SECONDS.incrementAndGet();
        var orphan = new ProcessBuilder("setsid", "sleep", Integer.toString(seconds));
        orphan.environment()
                .put(Launcher.INSTALLATION, terminal.service().bean(Node.class).id());
        var stranger = new ProcessBuilder("sleep", Integer.toString(seconds));
        stranger.environment().put(Launcher.INSTALLATION, "ins_of_somebody_else");
        orphan.start();
        var left = stranger.start();
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> sleeping(seconds) == 2);
        terminal.restart();
        assertThat(sleeping(seconds)).isEqualTo(1);
        left.destroyForcibly();
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aForkBombEndsWithItsCommandAndHurtsNobodyElse(Tier tier) {
        var terminal = of(tier);
        var host = terminal.service().bean(Node.class).host();
        org.junit.jupiter.api.Assumptions.assumeTrue(
                host.enforceable().contains(Control.PIDS), "this host can't limit the number of processes");
        var bomber = terminal.running();
        var victim = terminal.running();
        var bomb = CompletableFuture.supplyAsync(() -> terminal.tool(
                bomber, Terminal.session(), 1, "bomb", "bash", Map.of("command", "f() { f | f & }; f; sleep 3")));
        assertThat(terminal.bash(victim, "echo alive")).isEqualTo("alive\n");
        bomb.join();
        assertThat(ProcessTree.ofWorkspace(bomber).members()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void noCgroupIsLeftBehind(Tier tier) throws IOException {
        var terminal = Terminal.start(Map.of("agentdesk.terminal.strongest-tier", tier.name()));
        var node = terminal.service().bean(Node.class);
        var id = terminal.running();
        terminal.bash(id, "true");
        var groups = node.host().cgroups().limit(id, new Cgroups.Limits(1L << 30, 1, 100));
        terminal.close();
        assertThat(groups)
                .allSatisfy(group -> assertThat(java.nio.file.Path.of(group)).doesNotExist());
    }

    private static Terminal of(Tier tier) {
        return Terminal.ofTier(tier.name());
    }

    /** How many processes sleep for just that long. */
    private static long sleeping(int seconds) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> arguments.length == 1 && arguments[0].equals(Integer.toString(seconds)))
                        .isPresent())
                .count();
    }
}
