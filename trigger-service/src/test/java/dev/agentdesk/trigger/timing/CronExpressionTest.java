package dev.agentdesk.trigger.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *            | 2026-01-01T00:00 | 2026-01-01T00:01
            0 0 * * *            | 2026-01-01T00:00 | 2026-01-02T00:00
            */15 * * * *         | 2026-01-01T10:46 | 2026-01-01T11:00
            5-59/20 * * * *      | 2026-01-01T10:30 | 2026-01-01T10:45
            0 9-17/4 * * MON-FRI | 2026-01-02T17:00 | 2026-01-05T09:00
            0 0 1,15 * *         | 2026-01-02T00:00 | 2026-01-15T00:00
            0 0 * jan,JUL *      | 2026-01-31T00:00 | 2026-07-01T00:00
            0 0 * * 0            | 2026-01-01T00:00 | 2026-01-04T00:00
            0 0 * * 7            | 2026-01-01T00:00 | 2026-01-04T00:00
            0 0 * * 5-7          | 2026-01-03T00:00 | 2026-01-04T00:00
            30 4 1 1 *           | 2026-01-01T04:30 | 2027-01-01T04:30
            0 0 31 * *           | 2026-01-31T00:00 | 2026-03-31T00:00
            """)
    void findsTheNextMatch(String cron, LocalDateTime after, LocalDateTime next) throws TimingError {
        assertThat(CronExpression.parse(cron).after(after)).isEqualTo(next);
    }

    @Test
    void takesEitherDayWhereBothAreRestricted() throws TimingError {
        assertThat(days("0 0 13 * FRI", LocalDate.of(2026, 3, 1), 5))
                .containsExactly("2026-03-06", "2026-03-13", "2026-03-20", "2026-03-27", "2026-04-03");
        assertThat(days("0 0 12 * FRI", LocalDate.of(2026, 3, 1), 4))
                .containsExactly("2026-03-06", "2026-03-12", "2026-03-13", "2026-03-20");
    }

    @Test
    void takesBothDaysWhereOneBeginsWithAStar() throws TimingError {
        assertThat(days("0 0 * * FRI", LocalDate.of(2026, 3, 1), 2)).containsExactly("2026-03-06", "2026-03-13");
        assertThat(days("0 0 */2 * FRI", LocalDate.of(2026, 3, 1), 2)).containsExactly("2026-03-13", "2026-03-27");
    }

    @Test
    void knowsTheLeapDaysUntil2104() throws TimingError {
        var leapDays = days("0 0 29 2 *", LocalDate.of(2088, 3, 1), 4);

        assertThat(leapDays).containsExactly("2092-02-29", "2096-02-29", "2104-02-29", "2108-02-29");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5/15 * * * *",
                "30-10 * * * *",
                "1,,2 * * * *",
                "-1 * * * *",
                "1- * * * *",
                "a * * * *",
                "* * * mon *",
                "@daily",
                "0 0 30 2 *",
                "0 0 31 4,6,9,11 *",
                "99999999999 * * * *",
                "١ * * * *"
            })
    void refusesWhatIsNoCronExpressionOrNeverDue(String text) {
        assertThatThrownBy(() -> CronExpression.parse(text)).isInstanceOf(TimingError.class);
    }

    @Test
    void refusesInASentence() {
        assertThatThrownBy(() -> CronExpression.parse("0 25 * * *")).hasMessage("The field hour takes 0 to 23.");
    }

    private static List<String> days(String cron, LocalDate from, int count) throws TimingError {
        var expression = CronExpression.parse(cron);
        var found = new ArrayList<String>();
        var next = expression.after(from.atStartOfDay().minusMinutes(1));
        while (next != null && found.size() < count) {
            found.add(next.toLocalDate().toString());
            next = expression.after(next);
        }
        return found;
    }
}
