package dev.agentdesk.terminal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.java A.java true",
                "*.java src/A.java false",
                "**/*.java A.java true",
                "**/*.java src/main/A.java true",
                "src/** src/main/A.java true",
                "src/**/A.java src/A.java true",
                "?.txt a.txt true",
                "?.txt ab.txt false",
                "[a-c].txt b.txt true",
                "[!a-c].txt b.txt false",
                "{a,b}.txt b.txt true",
                "{a,b}.txt c.txt false",
                "a,b a,b true",
                "a+(b).txt a+(b).txt true",
                "* a/b false"
            })
    void matches(String pattern, String path, boolean expected) throws Exception {
        assertThat(Glob.of(pattern).matches(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{a", "[z-a]"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> Glob.of(pattern)).isInstanceOf(ToolFailure.class);
    }
}
