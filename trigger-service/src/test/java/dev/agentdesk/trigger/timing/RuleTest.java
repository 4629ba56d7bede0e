package dev.agentdesk.trigger.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    /**
     * From noon before the change, in UTC; {@code g} marks what the change moved, {@code o} what the clock shows twice.
     */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            America/New_York    | once    | 30 2 * * *  | 2026-03-07T17:00Z | 2026-03-08T07:00Z g, 2026-03-09T06:30Z
            America/New_York    | literal | 30 2 * * *  | 2026-03-07T17:00Z | 2026-03-09T06:30Z
            America/New_York    | once    | */30 2 * * *| 2026-03-07T17:00Z | 2026-03-08T07:00Z g, 2026-03-09T06:00Z
            America/New_York    | once    | 0 2,3 * * * | 2026-03-07T17:00Z | 2026-03-08T07:00Z, 2026-03-09T06:00Z
            America/New_York    | once    | 30 1 * * *  | 2026-10-31T17:00Z | 2026-11-01T05:30Z o, 2026-11-02T06:30Z
            America/New_York    | literal | 30 1 * * *  | 2026-10-31T17:00Z | 2026-11-01T05:30Z o, 2026-11-01T06:30Z o, 2026-11-02T06:30Z
            America/New_York    | literal | 0 1,2 * * * | 2026-10-31T17:00Z | 2026-11-01T05:00Z o, 2026-11-01T06:00Z o, 2026-11-01T07:00Z
            Europe/Berlin       | once    | 30 2 * * *  | 2026-03-28T11:00Z | 2026-03-29T01:00Z g, 2026-03-30T00:30Z
            Europe/Berlin       | literal | 30 2 * * *  | 2026-03-28T11:00Z | 2026-03-30T00:30Z
            Europe/Berlin       | once    | 30 2 * * *  | 2026-10-24T11:00Z | 2026-10-25T00:30Z o, 2026-10-26T01:30Z
            Europe/Berlin       | literal | 30 2 * * *  | 2026-10-24T11:00Z | 2026-10-25T00:30Z o, 2026-10-25T01:30Z o, 2026-10-26T01:30Z
            Australia/Lord_Howe | once    | 15 2 * * *  | 2026-10-03T01:00Z | 2026-10-03T15:30Z g, 2026-10-04T15:15Z
            Australia/Lord_Howe | literal | 15 2 * * *  | 2026-10-03T01:00Z | 2026-10-04T15:15Z
            Australia/Lord_Howe | once    | 45 1 * * *  | 2026-04-04T01:00Z | 2026-04-04T14:45Z o, 2026-04-05T15:15Z
            Australia/Lord_Howe | literal | 45 1 * * *  | 2026-04-04T01:00Z | 2026-04-04T14:45Z o, 2026-04-04T15:15Z o, 2026-04-05T15:15Z
            Pacific/Apia        | once    | 0 12 * * *  | 2011-12-29T22:00Z | 2011-12-30T10:00Z g, 2011-12-30T22:00Z
            Pacific/Apia        | literal | 0 12 * * *  | 2011-12-29T21:00Z | 2011-12-29T22:00Z, 2011-12-30T22:00Z
            Pacific/Apia        | once    | 0 12 30 12 *| 2011-12-01T00:00Z | 2011-12-30T10:00Z g, 2012-12-29T22:00Z
            Pacific/Apia        | literal | 0 12 30 12 *| 2011-12-01T00:00Z | 2012-12-29T22:00Z
            Africa/Casablanca   | once    | 30 2 * * *  | 2026-03-21T12:00Z | 2026-03-22T02:00Z g, 2026-03-23T01:30Z
            Africa/Casablanca   | literal | 30 2 * * *  | 2026-03-21T12:00Z | 2026-03-23T01:30Z
            Africa/Casablanca   | once    | 30 2 * * *  | 2026-02-14T12:00Z | 2026-02-15T01:30Z o, 2026-02-16T02:30Z
            Africa/Casablanca   | literal | 30 2 * * *  | 2026-02-14T12:00Z | 2026-02-15T01:30Z o, 2026-02-15T02:30Z o, 2026-02-16T02:30Z
            """)
    void followsTheClockOnTheWall(String zone, String mode, String cron, String after, String expected) {
        var rule = Rule.of(new Spec.Cron(cron, zone, DstMode.of(mode).orElseThrow()));

        var wanted = Arrays.stream(expected.split(", ")).toList();
        assertThat(shown(rule, instant(after), wanted.size())).isEqualTo(wanted);
    }

    @Test
    void hasTheSameInstantsFromWhereverItIsAsked() {
        var rule = Rule.of(new Spec.Cron("*/7 * * * *", "America/New_York", DstMode.ONCE));
        var from = Instant.parse("2026-11-01T04:00:00Z");
        var first = rule.next(from);

        for (var asked = from; asked.isBefore(first); asked = asked.plusSeconds(13)) {
            assertThat(rule.next(asked)).isEqualTo(first);
        }
        assertThat(rule.next(first)).isAfter(first);
    }

    @Test
    void goesOnUntil2100() {
        var rule = Rule.of(new Spec.Cron("0 9 1 1 *", "Europe/Berlin", DstMode.ONCE));
        @Nullable Instant next = Instant.parse("2026-06-01T00:00:00Z");
        for (int year = 2027; year <= 2100; year++) {
            next = rule.next(next);
            assertThat(next).isEqualTo(Instant.parse(year + "-01-01T08:00:00Z"));
        }
    }

    @Test
    void isDueAtEachMultipleOfAnIntervalSince1970() {
        var rule = Rule.of(new Spec.Interval(Duration.ofMinutes(10), Duration.ofSeconds(90)));

        assertThat(rule.next(Instant.parse("2026-01-01T00:00:00Z"))).isEqualTo("2026-01-01T00:01:30Z");
        assertThat(rule.next(Instant.parse("2026-01-01T00:01:29.999Z"))).isEqualTo("2026-01-01T00:01:30Z");
        assertThat(rule.next(Instant.parse("2026-01-01T00:01:30Z"))).isEqualTo("2026-01-01T00:11:30Z");
        assertThat(rule.next(Instant.parse("2026-01-01T00:01:30.001Z"))).isEqualTo("2026-01-01T00:11:30Z");
    }

    @Test
    void isDueOnceIfItIsAnInstant() {
        var at = Instant.parse("2026-01-01T00:00:00.250Z");
        var rule = Rule.of(new Spec.OneShot(at));

        assertThat(rule.next(at.minusMillis(1))).isEqualTo(at);
        assertThat(rule.next(at)).isNull();
    }

    private static List<String> shown(Rule rule, Instant after, int count) {
        var timing = new Timing.Nominals(new Timing(new Spec.OneShot(after), Duration.ZERO, null, null), rule);
        return timing.upcoming(after, null, count).stream()
                .map(it -> it.nominalAt().toString().replace(":00Z", "Z") + mark(it.dst()))
                .toList();
    }

    private static String mark(Occurrence.Dst dst) {
        return switch (dst) {
            case NORMAL -> "";
            case GAP -> " g";
            case OVERLAP -> " o";
        };
    }

    private static Instant instant(String minutes) {
        return Instant.parse(minutes.replace("Z", ":00Z"));
    }
}
