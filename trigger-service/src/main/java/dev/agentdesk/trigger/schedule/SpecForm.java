package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.timing.CronExpression;
import dev.agentdesk.trigger.timing.DstMode;
import dev.agentdesk.trigger.timing.Spec;
import dev.agentdesk.trigger.timing.TimingError;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a schedule is due, as clients write and see it: by cron, by interval or once. */
public record SpecForm(
        @Nullable String cron,
        @Nullable String timeZone,
        @Nullable String dst,
        @Nullable String every,
        @Nullable String offset,
        @Nullable Instant at) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Later times are typing errors, and time zones are not known so far ahead. */
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static SpecForm of(Spec spec) {
        return switch (spec) {
            case Spec.Cron it ->
                new SpecForm(it.expression(), it.zone(), it.dst().wire(), null, null, null);
            case Spec.Interval it ->
                new SpecForm(
                        null, null, null, it.every().toString(), it.offset().toString(), null);
            case Spec.OneShot it -> new SpecForm(null, null, null, null, null, it.at());
        };
    }

    /** Adds what is wrong with it. */
    public void check(String pointer, Violations wrong) {
        long kinds = Stream.of(cron, every, at).filter(Objects::nonNull).count();
        if (!wrong.check(kinds == 1, pointer, "ambiguous", "A spec has exactly one of cron, every and at.")) {
            return;
        }
        checkCron(pointer, wrong);
        checkInterval(pointer, wrong);
        wrong.check(at == null || at.isBefore(LATEST), pointer + "/at", "out-of-range", "That is too far away.");
    }

    private void checkCron(String pointer, Violations wrong) {
        if (cron == null) {
            wrong.check(timeZone == null, pointer + "/time_zone", "not-here", "Only a cron rule has a time zone.");
            wrong.check(dst == null, pointer + "/dst", "not-here", "Only a cron rule has a DST mode.");
            return;
        }
        try {
            CronExpression.parse(cron);
        } catch (TimingError e) {
            wrong.add(pointer + "/cron", "invalid-cron", e.detail());
        }
        if (wrong.check(timeZone != null, pointer + "/time_zone", "required", "A cron rule needs a time zone.")) {
            wrong.check(
                    ZoneId.getAvailableZoneIds().contains(timeZone),
                    pointer + "/time_zone",
                    "unknown-value",
                    "A name of the IANA database, as in Europe/Berlin.");
        }
        wrong.check(
                dst == null || DstMode.of(dst).isPresent(),
                pointer + "/dst",
                "unknown-value",
                "It is once or literal.");
    }

    private void checkInterval(String pointer, Violations wrong) {
        if (every == null) {
            wrong.check(offset == null, pointer + "/offset", "not-here", "Only an interval has an offset.");
            return;
        }
        var step = Durations.read(every, SHORTEST, LONGEST, pointer + "/every", wrong);
        if (offset != null) {
            var moved = Durations.read(offset, Duration.ZERO, LONGEST, pointer + "/offset", wrong);
            wrong.check(
                    step.isZero() || moved.compareTo(step) < 0,
                    pointer + "/offset",
                    "out-of-range",
                    "An offset is shorter than the interval.");
        }
    }

    /** Of a form that was checked. */
    public Spec spec() {
        if (cron != null) {
            var mode = dst == null ? DstMode.ONCE : DstMode.of(dst).orElseThrow();
            return new Spec.Cron(cron.strip(), Objects.requireNonNull(timeZone), mode);
        }
        if (every != null) {
            return new Spec.Interval(Duration.parse(every), offset == null ? Duration.ZERO : Duration.parse(offset));
        }
        return new Spec.OneShot(Objects.requireNonNull(at));
    }
}
