package dev.agentdesk.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that was never seen red proves nothing. */
class ArchitectureRulesTest {

    private static final String BAD = "dev.agentdesk.testkit.architecture.bad";

    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPackages(BAD, "dev.agentdesk.testkit.architecture.unmarked");

    static Stream<Named<ArchRule>> rules() {
        return ArchitectureRules.of(BAD).stream().map(rule -> Named.of(rule.getDescription(), rule));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void turnsRedOnAClassThatBreaksIt(ArchRule rule) {
        assertThat(rule.evaluate(CLASSES).hasViolation()).isTrue();
    }
}
