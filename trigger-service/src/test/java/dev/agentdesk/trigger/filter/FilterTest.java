package dev.agentdesk.trigger.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.filter.Filter.Compared;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final CloudEvent BUILD_FAILED =
            new CloudEvent("e-1", "https://ci/main", "build.failed", "job 7", null, null, Map.of(), "{}", null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.type == \"build.failed\"",
                "event.type=='build.failed'",
                "  event.type == \"build.failed\"  &&  event.source == \"https://ci/main\" ",
                "event.subject == 'job 7' && event.type == 'build.failed'",
            })
    void matchesWhenEveryEqualityHolds(String filter) throws FilterError {
        assertThat(Filter.parse(filter).test(BUILD_FAILED).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.type == 'build.passed'",
                "event.type == 'build.failed' && event.subject == 'job 8'",
                "event.type == 'BUILD.FAILED'",
                "event.subject == ''",
            })
    void doesNotMatchWhenOneEqualityFails(String filter) throws FilterError {
        assertThat(Filter.parse(filter).test(BUILD_FAILED).matches()).isFalse();
    }

    @Test
    void showsEveryValueThatItComparedAlsoAfterTheFirstThatFailed() throws FilterError {
        var outcome =
                Filter.parse("event.type == 'x' && event.subject == 'job 7'").test(BUILD_FAILED);

        assertThat(outcome.trace())
                .containsExactly(
                        new Compared("event.type == 'x'", "build.failed"),
                        new Compared("event.subject == 'job 7'", "job 7"));
    }

    @Test
    void cutsLongValuesInTheTrace() throws FilterError {
        var event = new CloudEvent("e", "s", "t".repeat(5_000), null, null, null, Map.of(), null, null);

        var value =
                Filter.parse("event.type == 'x'").test(event).trace().getFirst().value();

        assertThat(value).hasSize(1_025).endsWith("…");
    }

    @Test
    void readsEscapes() throws FilterError {
        assertThat(Filter.parse("event.type == \"a\\\"b\\\\c\"")
                        .terms()
                        .getFirst()
                        .value())
                .isEqualTo("a\"b\\c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                ";0",
                "true;0",
                "event.data == 'x';6",
                "event.type != 'x';11",
                "event.type == x;14",
                "event.type == 'x' || event.type == 'y';18",
                "event.type == 'x' &&;20",
                "event.type == 'x;16",
                "event.type == 'a\\qb';17",
                "body.type == 'x';0",
                "event.type.size() == 'x';10",
                "event.type == 'x' event.type == 'y';18",
                "event.type.matches('(a+)+$');10",
            })
    void refusesAnythingElseAndPointsAtTheCharacter(String filter, int position) {
        var text = filter == null ? "" : filter.replace("\\q", "\\q");

        var error = catchThrowableOfType(FilterError.class, () -> Filter.parse(text));

        assertThat(error).as(text).isNotNull();
        assertThat(error.position()).as(text + ": " + error.detail()).isEqualTo(position);
    }

    @Test
    void refusesALongFilterAndOneWithTooManyTerms() {
        assertThat(catchThrowableOfType(
                        FilterError.class, () -> Filter.parse("event.type == '" + "x".repeat(3_000) + "'")))
                .isNotNull();
        var many = "event.type == 'x' && ".repeat(20) + "event.type == 'x'";
        assertThat(catchThrowableOfType(FilterError.class, () -> Filter.parse(many)))
                .isNotNull();
    }
}
