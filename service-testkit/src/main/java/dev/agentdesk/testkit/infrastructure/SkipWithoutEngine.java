package dev.agentdesk.testkit.infrastructure;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips every {@code *IT} with one sentence when containers were asked for and no engine answers.
 *
 * <p>Found by JUnit itself: a test whose Spring context asks for a database is skipped as a whole, where an assumption
 * in the middle of the start of a context would be reported as an error.
 */
public final class SkipWithoutEngine implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestClass()
                                .filter(type -> outermost(type).getSimpleName().endsWith("IT"))
                                .isPresent()
                        && Engine.containersWanted()
                        && Engine.absent()
                ? ConditionEvaluationResult.disabled(Engine.ABSENT)
                : ConditionEvaluationResult.enabled("Its servers are there");
    }

    private static Class<?> outermost(Class<?> type) {
        return type.getNestHost();
    }
}
