package dev.agentdesk.terminal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.ChildTerminal;
import dev.agentdesk.terminal.support.Terminal;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real {@code kill -9} around each step of a tool; afterwards it has run at most once, and it is known what of it is
 * known.
 */
class CrashIT {

    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = Terminal.start();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tool.before-start, interrupted_unknown_effect, 0",
        "tool.after-start, interrupted_unknown_effect, 1",
        "tool.before-finish, interrupted_unknown_effect, 1",
        "tool.after-finish, completed, 1"
    })
    void aToolNeverRunsTwice(String place, String outcome, int most) throws Exception {
        var id = terminal.running();
        var session = Terminal.session();
        var input = Map.<String, Object>of("command", "echo x >> count; echo done");
        terminal.service().close();
        try (var child = ChildTerminal.start(terminal.properties(), place)) {
            child.expectDeath(() -> terminal.tool(child.inner(), id, session, 1, "use", "bash", input));
        }
        terminal.restart();
        var after = terminal.tool(id, session, 2, "use", "bash", input).json();
        assertThat(after.path("outcome").asString()).isEqualTo(outcome);
        assertThat(after.path("generation").asLong()).isEqualTo(1);
        assertThat(terminal.tool(id, session, 2, "use", "bash", input).json()).isEqualTo(after);
        var count = terminal.bash(id, "cat count 2>/dev/null | wc -l").strip();
        assertThat(Integer.parseInt(count)).isLessThanOrEqualTo(most);
    }
}
