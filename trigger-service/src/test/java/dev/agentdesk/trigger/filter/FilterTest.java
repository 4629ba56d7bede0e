package dev.agentdesk.trigger.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentdesk.trigger.filter.Filter.Compared;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.type == \"push\"",
                "event.type=='push'",
                "  event.type == \"push\"  &&  event.source == \"https://ci/main\" ",
                "true",
                "body.ref.startsWith('refs/heads/') && !body.draft",
                "body.n > 2 && body.d < 3 && body.n == 3.0 && body.n + 1 == 4",
                "body.commits.exists(c, c.modified.exists(f, f.startsWith('docs/')))",
                "body.commits.all(c, size(c.modified) > 0)",
                "body.commits.exists_one(c, 'c' in c.modified)",
                "has(body.ref) && !has(body.nope)",
                "headers['x-github-event'] == 'push' && query.q == '2'",
                "path == '/main' && method in ['POST', 'PUT']",
                "body.ref.matches('^refs/(heads|tags)/') && body.ref.contains('main') && body.ref.endsWith('n')",
                "body.nothing == null && event.subject == null",
                "body.commits[0].modified[1] == 'b'",
                "event.type == 'x' || body.ref == 'refs/heads/main'",
            })
    void matches(String filter) throws FilterError {
        assertThat(Filter.parse(filter).test(push()).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.type == 'PUSH'",
                "event.type == 'push' && event.subject == 'job 8'",
                "event.subject == ''",
                "event.type == 5",
                "body.nope == 1",
                "!(body.nope == 1)",
                "body.ref.nope.nope == 1",
                "headers['absent'] == 'x'",
                "body.draft",
            })
    void doesNotMatchAndThatIsNoError(String filter) throws FilterError {
        var outcome = Filter.parse(filter).test(push());

        assertThat(outcome.matches()).isFalse();
        assertThat(outcome.error()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body.ref",
                "body.ref < 5",
                "body.ref + body.ref == 1",
                "timestamp(body.ref) == null",
                "1 / 0 == 1"
            })
    void failsOnWhatHasNoAnswerInsteadOfMatching(String filter) throws FilterError {
        var outcome = Filter.parse(filter).test(push());

        assertThat(outcome.matches()).isFalse();
        assertThat(outcome.error()).isNotNull();
    }

    @Test
    void showsEveryValueThatItComparedAlsoAfterTheFirstThatFailed() throws FilterError {
        var outcome = Filter.parse("event.type == 'x' && (body.ref == 'y' || body.n > 5) && body.nope == 1")
                .test(push());

        assertThat(outcome.trace())
                .containsExactly(
                        new Compared("event.type == \"x\"", "push"),
                        new Compared("body.ref == \"y\"", "refs/heads/main"),
                        new Compared("body.n > 5", "3"),
                        new Compared("body.nope == 1", null));
    }

    @Test
    void cutsLongValuesInTheTraceAndLongTextsBeforeItLooks() throws FilterError {
        var facts = facts(Map.of("s", "t".repeat(70_000)));

        var outcome = Filter.parse("body.s == 'x' || size(body.s) == 65536").test(facts);

        assertThat(outcome.trace().getFirst().value()).hasSize(1_025).endsWith("…");
        assertThat(outcome.matches()).isTrue();
        assertThat(facts.cut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                ";0",
                "event.data == 'x';5",
                "event.type = 'x';11",
                "event.type == x;14",
                "event.type == 'x' &&;20",
                "body.ref == 'x' && foo;19",
                "'a' + 'b' == 'c';4",
                "size(body.s.map(x,x)) > 0;15",
                "body.s.filter(x, true) == [];13",
                "type(body) == 'x';4",
                "body.s.matches(body.p);19",
                "body.s.matches('[');15",
                "body.s.matches('((x{100}){100})');15",
                "1;0",
            })
    void refusesAnythingElseAndPointsAtTheCharacter(String filter, int position) {
        var error = catchThrowableOfType(FilterError.class, () -> Filter.parse(filter == null ? "" : filter));

        assertThat(error).as(filter).isNotNull();
        assertThat(error.position()).as(filter + ": " + error.detail()).isEqualTo(position);
    }

    @Test
    void pointsIntoTheRightLine() {
        var error = catchThrowableOfType(FilterError.class, () -> Filter.parse("event.type == 'ä'\n  && foo == 1"));

        assertThat(error.position()).isEqualTo(23);
    }

    private static Facts push() {
        var body = new LinkedHashMap<String, Object>();
        body.put("ref", "refs/heads/main");
        body.put("n", 3L);
        body.put("d", 2.5);
        body.put("draft", false);
        body.put("nothing", null);
        body.put("commits", List.of(Map.of("modified", List.of("docs/a", "b")), Map.of("modified", List.of("c"))));
        return facts(body);
    }

    static Facts facts(Object body) {
        var event = new HashMap<String, String>();
        event.put("id", "1");
        event.put("source", "https://ci/main");
        event.put("type", "push");
        event.put("subject", null);
        event.put("time", null);
        return Facts.of(body, Map.of("x-github-event", "push"), Map.of("q", "2"), "POST", "/main", event);
    }
}
