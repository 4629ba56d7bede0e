package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeNamesTest {

    private final SafeNames names = new SafeNames();

    @Test
    void leavesOrdinaryNamesAlone() {
        assertThat(names.of("src/ä b.txt", false)).isEqualTo("src/ä b.txt");
        assertThat(names.of("src/empty", true)).isEqualTo("src/empty/");
    }

    @Test
    void holdsNothingThatSeparatesFoldersElsewhere() {
        assertThat(names.of("..\\..\\evil", false)).isEqualTo(".._.._evil");
        assertThat(names.of("C:\\x", false)).isEqualTo("C__x");
        assertThat(names.of("a\nb\u001b[31m", false)).isEqualTo("a_b_[31m");
    }

    @Test
    void usesNoNameTwice() {
        assertThat(names.of("a\\b", false)).isEqualTo("a_b");
        assertThat(names.of("a:b", false)).isEqualTo("a_b~2");
        assertThat(names.of("a_b", false)).isEqualTo("a_b~3");
    }
}
