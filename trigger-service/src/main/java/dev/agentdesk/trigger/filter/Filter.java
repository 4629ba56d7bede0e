package dev.agentdesk.trigger.filter;

import com.google.re2j.Pattern;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * An expression of CEL, in a part of it that is safe to evaluate over foreign events, that must come to true.
 *
 * <p>Pure but for the time that it takes, which is bounded. The terms of a conjunction are all evaluated, also after
 * one that does not hold, so that the verdict shows all values. What the event does not have is no error: the term does
 * not hold.
 */
public final class Filter {

    /** One comparison as it came out: the expression and the value that its first operand had. */
    public record Compared(String expr, @Nullable String value) {}

    /**
     * Whether all terms held, and what was compared.
     *
     * @param error why a term could not be evaluated; null if all could. Then the filter does not match
     */
    public record Outcome(
            boolean matches, List<Compared> trace, @Nullable String error) {}

    /** However many wait, the rest of the service keeps its processors. */
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private final List<Term> terms;
    private final Map<String, Pattern> programs;

    private Filter(List<Term> terms, Map<String, Pattern> programs) {
        this.terms = List.copyOf(terms);
        this.programs = programs;
    }

    /** @throws FilterError with the position of the first character that does not fit */
    public static Filter parse(String text) throws FilterError {
        var expression = Expression.compiled(text, CelKind.BOOL);
        var terms = new ArrayList<Term>();
        for (var conjunct : conjuncts(expression.tree().getExpr())) {
            terms.add(Term.of(expression.tree(), conjunct));
        }
        return new Filter(terms, expression.programs());
    }

    /** The operands of the {@code &&} at the top, in their order. */
    private static List<CelExpr> conjuncts(CelExpr root) {
        if (root.getKind() == CelExpr.ExprKind.Kind.CALL
                && root.call().function().equals("_&&_")) {
            var all = new ArrayList<CelExpr>();
            root.call().args().forEach(arg -> all.addAll(conjuncts(arg)));
            return all;
        }
        return List.of(root);
    }

    public Outcome test(Facts facts) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return evaluated(facts);
        } finally {
            AT_ONCE.release();
        }
    }

    private Outcome evaluated(Facts facts) {
        var budget = new Budget(programs);
        var trace = new ArrayList<Compared>();
        boolean holds = true;
        String error = null;
        for (var term : terms) {
            var result = budget.during(() -> term.evaluate(facts.values(), trace));
            holds &= result == Term.Result.HOLDS;
            if (result == Term.Result.FAILED) {
                error = "a term could not be evaluated";
            }
        }
        if (budget.isExceeded()) {
            error = "the filter is too costly for this event";
        }
        boolean failed = error != null;
        return new Outcome(holds && !failed, List.copyOf(trace), error);
    }
}
