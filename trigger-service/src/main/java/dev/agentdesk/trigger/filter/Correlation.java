package dev.agentdesk.trigger.filter;

import com.google.re2j.Pattern;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;

/** An expression that gives the key under which the runs of a route share a Session. As bounded as a {@link Filter}. */
public final class Correlation {

    private final CelRuntime.Program program;
    private final Map<String, Pattern> programs;

    private Correlation(CelRuntime.Program program, Map<String, Pattern> programs) {
        this.program = program;
        this.programs = programs;
    }

    /** @throws FilterError with the position of the first character that does not fit */
    public static Correlation parse(String text) throws FilterError {
        var expression = Expression.compiled(text, CelKind.STRING);
        try {
            return new Correlation(Language.CEL.createProgram(expression.tree()), expression.programs());
        } catch (CelEvaluationException e) {
            throw new FilterError(0, "this can't be evaluated");
        }
    }

    /** Empty where the event gives none: what is missing, is no text or number, or costs too much. */
    public Optional<String> key(Facts facts) {
        try {
            var value = new Budget(programs).during(() -> program.eval(facts.values()));
            return value instanceof String || value instanceof Long
                    ? Optional.of(value.toString()).filter(key -> !key.isBlank())
                    : Optional.empty();
        } catch (CelEvaluationException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
