package dev.agentdesk.terminal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=2-5, 2, 5",
        "bytes=2-, 2, 9",
        "bytes=2-999, 2, 9",
        "bytes=-3, 7, 9",
        "bytes=-99, 0, 9"
    })
    void takesAPart(String header, long first, long last) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "lines=1-2", "bytes=", "bytes=-", "bytes=1-2,4-5", "bytes=a-b"})
    void ignoresWhatIsNoPart(String header) {
        assertThat(ByteRange.of(header, 10)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0"})
    void refusesAPartBeyondTheEnd(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 10))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.RANGE_NOT_SATISFIABLE));
    }

    @Test
    void readsTheWholeWithoutAHeader() {
        assertThat(ByteRange.of(null, 10)).isNull();
    }
}
