package dev.agentdesk.trigger.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final String CONTRACT = "dev.agentdesk.session.v1.TurnFinished";

    private static boolean takes(String... patterns) {
        return new Selection(List.of(patterns), List.of()).takes("session.turn_finished", CONTRACT);
    }

    @Test
    void takesNamesAndTheTypesOfTheTopics() {
        assertThat(takes("session.turn_finished")).isTrue();
        assertThat(takes(CONTRACT)).isTrue();
        assertThat(takes("trigger.run", "session.turn_finished")).isTrue();
        assertThat(takes("session.turn")).isFalse();
        assertThat(takes("turn_finished")).isFalse();
    }

    @Test
    void takesAnyCharactersForAStar() {
        assertThat(takes("*")).isTrue();
        assertThat(takes("session.*")).isTrue();
        assertThat(takes("*.turn_finished")).isTrue();
        assertThat(takes("s*.turn_*ed")).isTrue();
        assertThat(takes("**")).isTrue();
        assertThat(takes("workspace.*")).isFalse();
        assertThat(takes("*started")).isFalse();
        assertThat(takes("session.turn_finished*finished")).isFalse();
    }

    @Test
    void staysLinearForEvilPatterns() {
        var name = "a".repeat(10_000);
        var pattern = "a*".repeat(50) + "b";

        assertThat(new Selection(List.of(pattern), List.of()).takes(name, name)).isFalse();
    }
}
