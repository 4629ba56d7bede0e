package dev.agentdesk.terminal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.ChildTerminal;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.ArmedFaults;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real {@code kill -9} while tools are at each of their steps; afterwards each has run at most once, and it is known
 * what of it is known.
 */
class CrashIT {

    private record Step(String point, String outcome, int most) {

        String session() {
            return "ses_%026d".formatted(900 + STEPS.indexOf(this));
        }

        Map<String, Object> input() {
            return Map.of("command", "echo x >> count-" + point + "; echo done");
        }
    }

    private static final List<Step> STEPS = List.of(
            new Step("tool.before-start", "interrupted_unknown_effect", 0),
            new Step("tool.after-start", "interrupted_unknown_effect", 1),
            new Step("tool.before-finish", "interrupted_unknown_effect", 1),
            new Step("tool.after-finish", "completed", 1));

    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = Terminal.start();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    @Test
    void noToolRunsTwice(@TempDir Path folder) throws Exception {
        var id = terminal.running();
        terminal.service().close();
        dieAtEachStep(id, new ArmedFaults(folder));
        terminal.restart();
        for (var step : STEPS) {
            var after = again(id, step).json();
            assertThat(after.path("outcome").asString()).as(step.point()).isEqualTo(step.outcome());
            assertThat(after.path("generation").asLong()).isEqualTo(1);
            assertThat(again(id, step).json()).isEqualTo(after);
            var count = terminal.bash(id, "cat count-" + step.point() + " 2>/dev/null | wc -l")
                    .strip();
            assertThat(Integer.parseInt(count)).as(step.point()).isLessThanOrEqualTo(step.most());
        }
    }

    /** Each step holds a call of its own, the last one kills. */
    private static void dieAtEachStep(String id, ArmedFaults faults) throws Exception {
        var held = STEPS.subList(0, STEPS.size() - 1);
        var fatal = STEPS.getLast();
        var setting = faults.holding(held.stream().map(Step::point).toList()) + "," + faults.killing(fatal.point());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var child = ChildTerminal.start(terminal.properties(), setting)) {
            for (var step : held) {
                faults.arm(step.point());
                threads.submit(() -> call(child.inner(), id, step));
                faults.awaitMet(step.point());
            }
            faults.arm(fatal.point());
            child.expectDeath(() -> call(child.inner(), id, fatal));
        }
    }

    private static ApiClient.Answer call(ApiClient inner, String id, Step step) throws UncheckedIOException {
        return terminal.tool(inner, id, step.session(), 1, "use", "bash", step.input());
    }

    private static ApiClient.Answer again(String id, Step step) {
        return terminal.tool(id, step.session(), 2, "use", "bash", step.input());
    }
}
