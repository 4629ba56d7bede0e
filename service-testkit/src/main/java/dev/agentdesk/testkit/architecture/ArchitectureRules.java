package dev.agentdesk.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The shared rules; a service's {@code ArchitectureTest} holds its classes against {@link #of}. Each was seen red on a
 * class that breaks it, see {@code ArchitectureRulesTest}.
 */
public final class ArchitectureRules {

    private ArchitectureRules() {}

    /** All rules for the service whose packages begin with {@code root}. */
    public static List<ArchRule> of(String root) {
        return List.of(
                rulesArePure(root),
                noFeatureCycles(root),
                noAmbientClockOrChance(),
                noTransactionsAroundCommands(),
                noOtherService(root),
                everyPackageIsNullMarked(),
                noFieldInjection(),
                noValueAnnotation(),
                noStatusOnExceptions(),
                noStandardStreams(),
                noBacktrackingPatterns(root));
    }

    /** Commands, events and states know no framework. */
    public static ArchRule rulesArePure(String root) {
        return noClasses()
                .that(areRules(root))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.axonframework..",
                        "org.springframework..",
                        "org.apache.kafka..",
                        "java.sql..",
                        "tools.jackson..",
                        "com.fasterxml.jackson..");
    }

    public static ArchRule noFeatureCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    /** Time and ids come from the injected clock and id source. */
    public static ArchRule noAmbientClockOrChance() {
        return noClasses()
                .that()
                .haveSimpleNameNotEndingWith("ServiceKit")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random");
    }

    /** The unit of work of a command is the outermost transaction; templates are refused at run time by Commands. */
    public static ArchRule noTransactionsAroundCommands() {
        return noClasses().should().dependOnClassesThat().areAssignableTo(Transactional.class);
    }

    /** A service is asked over HTTP and told by events; its classes are its own. */
    public static ArchRule noOtherService(String root) {
        var others = List.of("workspace", "session", "trigger", "terminal", "gateway").stream()
                .map(name -> "dev.agentdesk." + name)
                .filter(name -> !name.equals(root))
                .map(name -> name + "..")
                .toArray(String[]::new);
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(others);
    }

    public static ArchRule everyPackageIsNullMarked() {
        return classes().should(resideInANullMarkedPackage());
    }

    public static ArchRule noFieldInjection() {
        return fields().should().notBeAnnotatedWith(Autowired.class).allowEmptyShould(true);
    }

    public static ArchRule noValueAnnotation() {
        return noClasses().should().dependOnClassesThat().areAssignableTo(Value.class);
    }

    public static ArchRule noStatusOnExceptions() {
        return noClasses().should().dependOnClassesThat().areAssignableTo(ResponseStatus.class);
    }

    public static ArchRule noStandardStreams() {
        return NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
    }

    /** Patterns from outside go to RE2: java.util.regex can be made to run for ever. */
    public static ArchRule noBacktrackingPatterns(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .callMethod(Pattern.class, "compile", String.class)
                .orShould()
                .callMethod(Pattern.class, "compile", String.class, int.class);
    }

    private static DescribedPredicate<JavaClass> areRules(String root) {
        return new DescribedPredicate<>("are commands, events or states") {
            @Override
            public boolean test(JavaClass type) {
                var name = outermost(type).getSimpleName();
                return type.getPackageName().startsWith(root)
                        && (name.endsWith("Command") || name.endsWith("Event") || name.endsWith("State"));
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureRules::outermost).orElse(type);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
