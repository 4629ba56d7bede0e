package dev.agentdesk.trigger.timing;

import dev.agentdesk.trigger.timing.CronField.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression of five fields as a set of local times, to the minute; knows no zone.
 *
 * <p>Day of month and day of week as in POSIX: where both are restricted, a day matches that matches either; where one
 * begins with {@code *}, both must match. Pure.
 */
public final class CronExpression {

    /** Without a day of the week, February 29 is the rarest date; from 2096 to 2104 it takes eight years. */
    private static final int RAREST_YEARS = 9;

    /** A leap year: every date that there ever is, is in it. */
    private static final LocalDateTime BEFORE_A_LEAP_YEAR = LocalDateTime.of(1999, 12, 31, 23, 59);

    private static final int LONGEST = 200;
    private static final int MINUTES_OF_AN_HOUR = 60;
    private static final int HOURS_OF_A_DAY = 24;

    private final CronField minutes;
    private final CronField hours;
    private final CronField days;
    private final CronField months;
    private final CronField weekdays;

    private CronExpression(String[] fields) throws TimingError {
        minutes = CronField.parse(Kind.MINUTE, fields[0]);
        hours = CronField.parse(Kind.HOUR, fields[1]);
        days = CronField.parse(Kind.DAY, fields[2]);
        months = CronField.parse(Kind.MONTH, fields[3]);
        weekdays = CronField.parse(Kind.WEEKDAY, fields[4]);
    }

    /** @throws TimingError if it can't be read, or names a date that no year has */
    public static CronExpression parse(String text) throws TimingError {
        var fields = text.length() > LONGEST ? new String[0] : text.strip().split("[ \\t]+", -1);
        if (fields.length != Kind.values().length) {
            throw new TimingError(
                    "A cron expression has five fields: minute, hour, day of the month, month, day of the week.");
        }
        var parsed = new CronExpression(fields);
        if (parsed.after(BEFORE_A_LEAP_YEAR) == null) {
            throw new TimingError("No year has this date, so it would never be due.");
        }
        return parsed;
    }

    /** Whether this minute matches. */
    boolean matches(LocalDateTime time) {
        return minutes.has(time.getMinute()) && hours.has(time.getHour()) && matchesDay(time.toLocalDate());
    }

    /** The first match later than {@code time}; null if there is none for nine years. */
    @Nullable
    LocalDateTime after(LocalDateTime time) {
        var start = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        var last = start.toLocalDate().plusYears(RAREST_YEARS);
        var minute = minuteOfDay(start.getHour(), start.getMinute());
        for (var date = start.toLocalDate(); !date.isAfter(last); minute = 0) {
            if (!months.has(date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
                continue;
            }
            int found = matchesDay(date) ? from(minute) : -1;
            if (found >= 0) {
                return date.atTime(found / MINUTES_OF_AN_HOUR, found % MINUTES_OF_AN_HOUR);
            }
            date = date.plusDays(1);
        }
        return null;
    }

    private boolean matchesDay(LocalDate date) {
        if (!months.has(date.getMonthValue())) {
            return false;
        }
        boolean day = days.has(date.getDayOfMonth());
        boolean weekday = weekdays.has(date.getDayOfWeek().getValue() % DayOfWeek.SUNDAY.getValue());
        return days.star() || weekdays.star() ? day && weekday : day || weekday;
    }

    /** The first matching minute of a day from {@code minute} on; -1 if there is none. */
    private int from(int minute) {
        int earliest = minute % MINUTES_OF_AN_HOUR;
        for (int hour = hours.from(minute / MINUTES_OF_AN_HOUR); hour < HOURS_OF_A_DAY; hour = hours.from(hour + 1)) {
            int found = minutes.from(hour == minute / MINUTES_OF_AN_HOUR ? earliest : 0);
            if (found < MINUTES_OF_AN_HOUR) {
                return minuteOfDay(hour, found);
            }
        }
        return -1;
    }

    private static int minuteOfDay(int hour, int minute) {
        return hour * MINUTES_OF_AN_HOUR + minute;
    }
}
