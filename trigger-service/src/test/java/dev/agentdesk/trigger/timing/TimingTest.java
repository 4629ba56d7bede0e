package dev.agentdesk.trigger.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static final Spec EACH_MINUTE = new Spec.Interval(Duration.ofMinutes(1), Duration.ZERO);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void beginsWithItsStartAndEndsWithItsEnd() {
        var timing = new Timing(EACH_MINUTE, Duration.ZERO, NOON, NOON.plusSeconds(120));

        var found = timing.nominals().upcoming(NOON.minusSeconds(3600), null, 10);

        assertThat(found.stream().map(Occurrence::nominalAt))
                .containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120));
    }

    @Test
    void isDueAtTheSameMomentOnEveryMachineAndNeverEarly() {
        var timing = new Timing(EACH_MINUTE, Duration.ofSeconds(30), null, null);
        var delays = new HashSet<Duration>();
        for (int i = 0; i < 200; i++) {
            var nominal = NOON.plusSeconds(60L * i);
            var due = timing.due("sch_1", nominal);
            assertThat(due).isEqualTo(timing.due("sch_1", nominal));
            assertThat(due).isBetween(nominal, nominal.plusSeconds(30));
            delays.add(Duration.between(nominal, due));
        }
        assertThat(delays).hasSizeGreaterThan(150);
    }

    @Test
    void isDueAtItsNominalTimeWithoutJitter() {
        assertThat(new Timing(EACH_MINUTE, Duration.ZERO, null, null).due("sch_1", NOON))
                .isEqualTo(NOON);
    }
}
