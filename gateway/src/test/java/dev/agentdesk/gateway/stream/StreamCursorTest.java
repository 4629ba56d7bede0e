package dev.agentdesk.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.kit.problem.InvalidRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamCursorTest {

    @Test
    void remembersWhatWasSeenOfEachTopic() {
        var cursor = new StreamCursor();
        cursor.seen("session:a", 412);
        cursor.seen("session:b", Long.MAX_VALUE >> 1);
        cursor.seen("workspace:c", 0);
        cursor.seen("session:a", 7);
        cursor.seenHints(99_000);
        var read = StreamCursor.parse(cursor.text());
        assertThat(read.seq("session:a")).hasValue(412);
        assertThat(read.seq("session:b")).hasValue(Long.MAX_VALUE >> 1);
        assertThat(read.seq("workspace:c")).hasValue(0);
        assertThat(read.seq("session:d")).isEmpty();
        assertThat(read.hints()).hasValue(99_000);
        assertThat(read.text()).isEqualTo(cursor.text());
    }

    @Test
    void isShortWithAsManyTopicsAsThereCanBe() {
        var cursor = new StreamCursor();
        for (int i = 0; i < Topic.MOST; i++) {
            cursor.seen("session:ses_" + i, 10_000);
        }
        assertThat(cursor.text()).hasSizeLessThan(260);
    }

    @Test
    void isEmptyWithoutOne() {
        assertThat(StreamCursor.parse(null).hints()).isEmpty();
        assertThat(StreamCursor.parse("").seq("session:a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "412", "AAAA", "AQ", "Ag", "AQAB", "AQCAgICAgICAgICAgICAgICAgICAgA", "ÿ"})
    void refusesWhatIsNoneOfOurs(String text) {
        assertThatThrownBy(() -> StreamCursor.parse(text)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void readsTopicsSeparatedAndRepeated() {
        var ses = "session:ses_01k00000000000000000000001";
        var topics = Topic.parse(List.of("inbox, " + ses + "@412", "workspaces," + ses));
        assertThat(topics)
                .extracting(Topic::name, Topic::from)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("inbox", null),
                        org.assertj.core.groups.Tuple.tuple(ses, 412L),
                        org.assertj.core.groups.Tuple.tuple("workspaces", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "inbox@3",
                "session:",
                "session:wrk_01k00000000000000000000001",
                "session:ses_01k00000000000000000000001@-1",
                "session:ses_01k00000000000000000000001@x",
                "session:../x",
                "deliveries:con_1"
            })
    void refusesTopicsThatCantBe(String text) {
        assertThatThrownBy(() -> Topic.parse(List.of(text))).isInstanceOf(InvalidRequest.class);
    }
}
