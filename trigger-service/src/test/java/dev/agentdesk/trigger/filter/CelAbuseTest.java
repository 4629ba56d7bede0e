package dev.agentdesk.trigger.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a filter may cost whoever wrote it and whatever comes: time and memory of one thread, measured. */
class CelAbuseTest {

    /** CPU time; generous for a cold machine, a tenth of it is usual. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final long MOST_BYTES = 1_500L * 1024 * 1024;

    private static final Facts HUGE = FilterTest.facts(Map.of(
            "s",
            "x".repeat(1024 * 1024),
            "a",
            IntStream.range(0, 10_000).mapToObj(n -> "e" + n).toList()));

    @BeforeAll
    static void warmUp() throws FilterError {
        Filter.parse("event.type == 'x'").test(HUGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size([body.s].map(x,x+x).map(x,x+x).map(x,x+x)[0]) > 0",
                "body.s + body.s + body.s == 'x' + 'y'",
                "[1].map(x, [1].map(y, 1)) == []",
                "body.s.matches('(((x{1000}){1000}){1000})')",
                "body.s.matches('x{1001}')",
                "body.s.matches('[a-z]{0,100}[0-9]{0,100}')",
                "body.s.matches(body.s)",
            })
    void isRefusedBeforeItRuns(String filter) {
        assertThatThrownBy(() -> bounded(filter)).isInstanceOf(FilterError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "-(", "!(", "body.a.exists(i, "})
    void isRefusedIfItIsTooDeep(String opening) {
        assertThatThrownBy(() -> bounded(opening.repeat(200))).isInstanceOf(FilterError.class);
        assertThatThrownBy(() -> bounded("true" + " && true".repeat(600))).isInstanceOf(FilterError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body.a.exists(i, body.s.matches('x+z'))",
                "body.a.exists(i, body.s.matches('(x+x+)+y') || body.s.matches('(x|x)*z'))",
                "body.a.exists(i, body.s.contains('y'))",
                "body.a.exists(i, body.a.exists(j, body.a.exists(k, i == 'q')))",
                "body.a.all(i, body.a == body.a)",
                "body.a.exists(i, [body, body, body] == [body, body, body] && false)",
                "body.a.exists(i, i in body.a && false)",
                "body.a.all(i, i.matches('e') || body.s.matches('(x*)*(x*)*y'))",
            })
    void isStoppedWhileItRunsAndNeverMatches(String filter) throws FilterError {
        var outcome = bounded(filter);

        assertThat(outcome.matches()).isFalse();
        assertThat(outcome.error()).isNotNull();
    }

    @Test
    void tellsNothingOfTheEventInItsError() throws FilterError {
        var outcome = bounded("timestamp(body.a[0]) == null");

        assertThat(outcome.error()).isNotNull().doesNotContain("e0");
    }

    private static Filter.Outcome bounded(String filter) throws FilterError {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().threadId();
        long bytes = threads.getThreadAllocatedBytes(self);
        long nanos = threads.getCurrentThreadCpuTime();
        try {
            return Filter.parse(filter).test(HUGE);
        } finally {
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - nanos))
                    .as(filter)
                    .isLessThan(PATIENCE);
            assertThat(threads.getThreadAllocatedBytes(self) - bytes).as(filter).isLessThan(MOST_BYTES);
        }
    }
}
