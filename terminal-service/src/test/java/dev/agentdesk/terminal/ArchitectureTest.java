package dev.agentdesk.terminal;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.agentdesk.testkit.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "dev.agentdesk.terminal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static void keepsTheSharedRules(JavaClasses classes) {
        ArchitectureRules.of("dev.agentdesk.terminal").forEach(rule -> rule.check(classes));
    }
}
