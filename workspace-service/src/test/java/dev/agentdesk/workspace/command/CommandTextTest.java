package dev.agentdesk.workspace.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTextTest {

    @Test
    void namesWhatItAsksFor() {
        assertThat(CommandText.variables("Release {{VERSION}} to {{ WHERE }}, {{VERSION}} again"))
                .containsExactly("VERSION", "WHERE");
        assertThat(CommandText.variables("{{}} {{a b}} {{ {{x}} }} {{open")).containsExactly("x");
    }

    @Test
    void fillsItsPlacesOnceAndReadsNoValueAgain() {
        assertThat(CommandText.filled("a {{X}} {{Y}} {{X}}", Map.of("X", "{{Y}}", "Y", "1")))
                .isEqualTo("a {{Y}} 1 {{Y}}");
        assertThat(CommandText.filled("{{X}} and {{Z}}", Map.of("X", "1"))).isEqualTo("1 and {{Z}}");
        assertThat(CommandText.filled("{{a b}} }} {{", Map.of())).isEqualTo("{{a b}} }} {{");
    }
}
