package dev.agentdesk.trigger.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.hold.HoldCommand.EraseHold;
import dev.agentdesk.trigger.hold.HoldCommand.LiftHold;
import dev.agentdesk.trigger.hold.HoldCommand.PlaceHold;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final Stamp STAMP =
            new Stamp("evt_1", Instant.parse("2026-01-01T00:00:00Z"), Actor.user("usr_1"), null, "cor_1", null, 0);
    private static final PlaceHold PLACE =
            new PlaceHold(STAMP, "hld_1", new HoldTerms("workspace", "wrk_1", List.of("automation"), null), "why");
    private static final LiftHold LIFT = new LiftHold(STAMP, "hld_1");

    private static HoldState after(HoldCommand... commands) {
        var state = HoldState.initial();
        for (var command : commands) {
            for (var event : state.decide(command)) {
                state = state.evolve(event);
            }
        }
        return state;
    }

    private static List<String> decided(HoldState state, HoldCommand command) {
        return state.decide(command).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void isPlacedOnceAndLiftedOnce() {
        assertThat(decided(after(), PLACE)).containsExactly("HoldPlaced", "HoldExplained");
        assertThat(decided(after(PLACE), PLACE)).isEmpty();
        assertThat(decided(after(PLACE), LIFT)).containsExactly("HoldLifted");
        assertThat(decided(after(PLACE, LIFT), LIFT)).isEmpty();
    }

    @Test
    void isForgottenOnceErased() {
        var erase = new EraseHold(STAMP, "hld_1");

        assertThat(decided(after(PLACE), erase)).containsExactly("HoldErased");
        assertThat(decided(after(PLACE, erase), erase)).isEmpty();
        assertThatThrownBy(() -> decided(after(PLACE, erase), LIFT)).isInstanceOf(Rejection.class);
    }

    @Test
    void refusesAnotherUnderItsIdAndToLiftWhatIsNotThere() {
        var other = new PlaceHold(STAMP, "hld_1", new HoldTerms("instance", null, List.of("automation"), null), "why");

        assertThatThrownBy(() -> decided(after(PLACE), other)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> decided(after(PLACE, LIFT), PLACE)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> decided(after(), LIFT)).isInstanceOf(Rejection.class);
    }
}
