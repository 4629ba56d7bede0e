package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void takesAValueFromTheNextWordOrAfterAnEqualsSign() {
        assertThat(parse("up", "--port", "9000").port("--port", 8080)).isEqualTo(9000);
        assertThat(parse("up", "--port=9000").port("--port", 8080)).isEqualTo(9000);
        assertThat(parse("up").port("--port", 8080)).isEqualTo(8080);
    }

    @Test
    void knowsFlags() {
        assertThat(parse("up", "--json").has("--json")).isTrue();
        assertThat(parse("up").has("--json")).isFalse();
    }

    @Test
    void makesTheDataFolderAbsolute() {
        assertThat(parse("up", "--data", "x/../y").data())
                .isEqualTo(Path.of("y").toAbsolutePath().normalize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "", "99999999999"})
    void refusesAPortThatIsNone(String port) {
        assertThatThrownBy(() -> parse("up", "--port", port).port("--port", 8080))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--port must be a number from 1 to 65535");
    }

    @Test
    void refusesAnUnknownOption() {
        assertThatThrownBy(() -> parse("up", "--prot", "1"))
                .isInstanceOf(Refusal.class)
                .hasMessage("\"up\" has no option \"--prot\".");
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertThatThrownBy(() -> parse("up", "--port"))
                .isInstanceOf(Refusal.class)
                .hasMessage("--port needs a value.");
    }

    private static Options parse(String... words) {
        return Options.parse(List.of(words), Set.of("--port", "--data"), Set.of("--json"));
    }
}
