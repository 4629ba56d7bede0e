package dev.agentdesk.trigger.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random rules around changes of the clocks, against a reference that shares nothing with them: it looks at the clock
 * on the wall each minute and remembers what it showed before.
 */
class BruteForceTest {

    private static final int CASES = 25;
    private static final int MINUTES = 3 * 24 * 60;

    private static final List<String> ZONES = List.of(
            "America/New_York",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Africa/Casablanca",
            "America/St_Johns",
            "Asia/Tehran",
            "UTC");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithTheClockOnTheWallMinuteByMinute(long seed) throws TimingError {
        var random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            var cron = cron(random);
            var from = from(random, zone);
            for (var mode : DstMode.values()) {
                assertThat(found(cron, zone, mode, from))
                        .as("%s in %s, %s, from %s, seed %d", cron, zone, mode, from, seed)
                        .isEqualTo(expected(cron, zone, mode, from));
            }
        }
    }

    /** Two days before a change, or anywhere where there is none. */
    private static Instant from(Random random, ZoneId zone) {
        var anywhere = Instant.parse("2011-01-01T00:00:00Z").plusSeconds(random.nextLong(2_800_000_000L) / 60 * 60);
        var change = zone.getRules().nextTransition(anywhere);
        return change == null ? anywhere : change.getInstant().minusSeconds(2 * 24 * 3600);
    }

    private static List<Instant> found(String cron, ZoneId zone, DstMode mode, Instant from) {
        var rule = Rule.of(new Spec.Cron(cron, zone.getId(), mode));
        var end = from.plusSeconds(60L * MINUTES);
        var found = new ArrayList<Instant>();
        @Nullable Instant next = rule.next(from);
        while (next != null && next.isBefore(end)) {
            found.add(next);
            next = rule.next(next);
        }
        return found;
    }

    private static List<Instant> expected(String cron, ZoneId zone, DstMode mode, Instant from) {
        var fields = cron.split(" ");
        var seen = new HashSet<LocalDateTime>();
        var due = new ArrayList<Instant>();
        // A day earlier, so that what the clock showed before the window is known.
        var before = LocalDateTime.ofInstant(from.minusSeconds(24 * 3600 + 60), zone);
        for (int minute = -24 * 60; minute < MINUTES; minute++) {
            var instant = from.plusSeconds(60L * minute);
            var wall = LocalDateTime.ofInstant(instant, zone);
            boolean first = seen.add(wall);
            boolean isDue = matches(fields, wall) && (mode == DstMode.LITERAL || first);
            if (mode == DstMode.ONCE) {
                for (var skipped = before.plusMinutes(1); skipped.isBefore(wall); skipped = skipped.plusMinutes(1)) {
                    isDue |= matches(fields, skipped);
                }
            }
            if (isDue && minute > 0) {
                due.add(instant);
            }
            before = wall;
        }
        return due;
    }

    private static boolean matches(String[] fields, LocalDateTime time) {
        boolean day = matches(fields[2], time.getDayOfMonth(), 1);
        boolean weekday = matches(fields[4], time.getDayOfWeek().getValue() % 7, 0)
                || time.getDayOfWeek().getValue() == 7 && matches(fields[4], 7, 0) && !fields[4].startsWith("*");
        boolean either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        return matches(fields[0], time.getMinute(), 0)
                && matches(fields[1], time.getHour(), 0)
                && matches(fields[3], time.getMonthValue(), 1)
                && (either ? day || weekday : day && weekday);
    }

    private static boolean matches(String field, int value, int least) {
        for (var part : field.split(",")) {
            var halves = part.split("/");
            int step = halves.length == 1 ? 1 : Integer.parseInt(halves[1]);
            var ends = halves[0].equals("*") ? new String[] {"" + least, "99"} : halves[0].split("-");
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (value >= first && value <= last && (value - first) % step == 0) {
                return true;
            }
        }
        return false;
    }

    private static String cron(Random random) {
        return field(random, 0, 59) + " " + field(random, 0, 6) + " "
                + (random.nextInt(3) > 0 ? "*" : field(random, 1, 28)) + " "
                + (random.nextInt(4) > 0 ? "*" : field(random, 1, 12)) + " "
                + (random.nextInt(3) > 0 ? "*" : field(random, 0, 7));
    }

    private static String field(Random random, int least, int most) {
        int one = least + random.nextInt(most - least + 1);
        int other = one + random.nextInt(most - one + 1);
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(Math.min(20, most)));
            case 2 -> one + "-" + other;
            case 3 -> one + "-" + other + "/" + (1 + random.nextInt(Math.min(9, most)));
            case 4 -> one + "," + other;
            default -> Integer.toString(one);
        };
    }
}
