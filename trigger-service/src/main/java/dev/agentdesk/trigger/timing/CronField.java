package dev.agentdesk.trigger.timing;

import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression as a set of numbers.
 *
 * @param values bit {@code n} is set where {@code n} matches
 * @param star whether it begins with {@code *}: such a field restricts nothing where POSIX asks for "either day"
 */
record CronField(long values, boolean star) {

    /** The fields in their order, with the numbers and names that they take. */
    enum Kind {
        MINUTE("minute", 0, 59, List.of()),
        HOUR("hour", 0, 23, List.of()),
        DAY("day of the month", 1, 31, List.of()),
        MONTH(
                "month",
                1,
                12,
                List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
        WEEKDAY("day of the week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

        private final String title;
        private final int least;
        private final int most;
        private final List<String> names;

        Kind(String title, int least, int most, List<String> names) {
            this.title = title;
            this.least = least;
            this.most = most;
            this.names = names;
        }
    }

    private static final int SUNDAY_AGAIN = 7;

    static CronField parse(Kind kind, String text) throws TimingError {
        long values = 0;
        for (var part : text.split(",", -1)) {
            values |= part(kind, part);
        }
        if (kind == Kind.WEEKDAY && has(values, SUNDAY_AGAIN)) {
            values = values & ~(1L << SUNDAY_AGAIN) | 1;
        }
        return new CronField(values, text.startsWith("*"));
    }

    boolean has(int value) {
        return has(values, value);
    }

    /** The least value from {@code value} on; 64 if there is none. */
    int from(int value) {
        return Long.numberOfTrailingZeros(values & -1L << value);
    }

    private static boolean has(long values, int value) {
        return (values >>> value & 1) == 1;
    }

    /** {@code *}, {@code 5}, {@code 1-5}, each of the two ranges also with {@code /step}. */
    private static long part(Kind kind, String part) throws TimingError {
        int slash = part.indexOf('/');
        var range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(kind, part.substring(slash + 1));
        if (step < 1 || step > kind.most) {
            throw new TimingError("A step of the field " + kind.title + " is a number from 1 to " + kind.most + ".");
        }
        if (range.equals("*")) {
            return every(kind.least, kind == Kind.WEEKDAY ? SUNDAY_AGAIN - 1 : kind.most, step);
        }
        int dash = range.indexOf('-');
        if (dash < 0) {
            if (slash >= 0) {
                throw new TimingError("In the field " + kind.title + " a step follows * or a range, as in " + range
                        + "-" + kind.most + part.substring(slash) + ".");
            }
            return 1L << value(kind, range);
        }
        int first = value(kind, range.substring(0, dash));
        int last = value(kind, range.substring(dash + 1));
        if (first > last) {
            throw new TimingError("A range of the field " + kind.title + " goes upwards: not " + range + ".");
        }
        return every(first, last, step);
    }

    private static long every(int first, int last, int step) {
        long values = 0;
        for (int value = first; value <= last; value += step) {
            values |= 1L << value;
        }
        return values;
    }

    private static int value(Kind kind, String text) throws TimingError {
        int named = kind.names.indexOf(text.toLowerCase(Locale.ROOT));
        int value = named >= 0 ? named + kind.least : number(kind, text);
        if (value < kind.least || value > kind.most) {
            throw new TimingError("The field " + kind.title + " takes " + kind.least + " to " + kind.most + ".");
        }
        return value;
    }

    private static int number(Kind kind, String text) throws TimingError {
        boolean digits = !text.isEmpty() && text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw new TimingError("In the field " + kind.title + " \"" + shown(text) + "\" is no number"
                    + (kind.names.isEmpty() ? "." : " and no name."));
        }
        return Integer.parseInt(text);
    }

    private static String shown(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }
}
