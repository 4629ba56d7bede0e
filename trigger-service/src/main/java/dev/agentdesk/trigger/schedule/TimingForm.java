package dev.agentdesk.trigger.schedule;

import dev.agentdesk.trigger.timing.Timing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@link Timing} as rows hold it. */
record TimingForm(
        SpecForm spec,
        String jitter,
        @Nullable Instant startAt,
        @Nullable Instant endAt) {

    static TimingForm of(Timing timing) {
        return new TimingForm(SpecForm.of(timing.spec()), timing.jitter().toString(), timing.startAt(), timing.endAt());
    }

    Timing timing() {
        return new Timing(spec.spec(), Duration.parse(jitter), startAt, endAt);
    }
}
