package dev.agentdesk.trigger.filter;

import dev.agentdesk.trigger.filter.Filter.Compared;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One operand of the conjunction at the top of a filter, with the comparisons in it that a verdict shows. */
final class Term {

    enum Result {
        HOLDS,
        HOLDS_NOT,
        FAILED
    }

    private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "!_", "_?_:_");

    private final CelRuntime.Program program;

    /** The node whose value is shown → the comparison in whose place it stands. */
    private final Map<Long, String> shown;

    private Term(CelRuntime.Program program, Map<Long, String> shown) {
        this.program = program;
        this.shown = shown;
    }

    static Term of(CelAbstractSyntaxTree whole, CelExpr expr) throws FilterError {
        var tree = CelAbstractSyntaxTree.newCheckedAst(
                expr, whole.getSource(), whole.getReferenceMap(), whole.getTypeMap());
        var shown = new LinkedHashMap<Long, String>();
        comparisons(whole, expr, shown);
        try {
            return new Term(Language.CEL.createProgram(tree), shown);
        } catch (CelEvaluationException e) {
            throw new FilterError(Expression.position(whole, expr), "this can't be evaluated");
        }
    }

    private static void comparisons(CelAbstractSyntaxTree whole, CelExpr node, Map<Long, String> shown) {
        if (node.getKind() == Kind.CALL && LOGIC.contains(node.call().function())) {
            node.call().args().forEach(arg -> comparisons(whole, arg, shown));
        } else {
            shown.put(operand(node).id(), text(whole, node));
        }
    }

    /** What is compared with something: the first operand that is no literal; else the comparison itself. */
    private static CelExpr operand(CelExpr node) {
        if (node.getKind() != Kind.CALL) {
            return node;
        }
        var call = node.call();
        return call.target()
                .or(() -> call.args().stream()
                        .filter(arg -> arg.getKind() != Kind.CONSTANT && arg.getKind() != Kind.LIST)
                        .findFirst())
                .orElse(node);
    }

    private static String text(CelAbstractSyntaxTree whole, CelExpr node) {
        try {
            return CelUnparserFactory.newUnparser()
                    .unparse(CelAbstractSyntaxTree.newParsedAst(node, whole.getSource()));
        } catch (RuntimeException e) {
            return "…";
        }
    }

    Result evaluate(Map<String, ?> values, List<Compared> trace) {
        var seen = new HashMap<Long, String>();
        try {
            var value = program.trace(values, (expr, of) -> {
                if (shown.containsKey(expr.id())) {
                    seen.put(expr.id(), Values.shown(of));
                }
            });
            return Boolean.TRUE.equals(value)
                    ? Result.HOLDS
                    : value instanceof Boolean ? Result.HOLDS_NOT : Result.FAILED;
        } catch (CelEvaluationException e) {
            return e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND ? Result.HOLDS_NOT : Result.FAILED;
        } catch (RuntimeException e) {
            return Result.FAILED;
        } finally {
            shown.forEach((id, text) -> trace.add(new Compared(text, seen.get(id))));
        }
    }
}
