package dev.agentdesk.trigger.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A text that is an expression of our {@link Language}: parsed, typed, and within its bounds. Immutable. */
final class Expression {

    /** Instructions of a compiled regular expression. */
    private static final int LARGEST_PROGRAM = 200;

    /** Characters of a regular expression, and what its repetitions may multiply to before it is compiled at all. */
    private static final int LONGEST_PATTERN = 256;

    private static final long MOST_REPEATS = 1000;

    /** Messages of the parser quote what they could not read. */
    private static final int LONGEST_SAID = 300;

    private static final Set<String> ATTRIBUTES = Set.of("id", "source", "type", "subject", "time");

    private final CelAbstractSyntaxTree tree;
    private final Map<String, Pattern> programs;

    private Expression(CelAbstractSyntaxTree tree, Map<String, Pattern> programs) {
        this.tree = tree;
        this.programs = Map.copyOf(programs);
    }

    CelAbstractSyntaxTree tree() {
        return tree;
    }

    Map<String, Pattern> programs() {
        return programs;
    }

    /** @throws FilterError with the position of the first character that does not fit */
    static Expression compiled(String text, CelKind result) throws FilterError {
        if (text.isBlank()) {
            throw new FilterError(0, "an expression is needed");
        }
        if (text.length() > Language.LONGEST) {
            throw new FilterError(Language.LONGEST, "an expression has at most " + Language.LONGEST + " characters");
        }
        var tree = tree(text);
        requireKind(tree.getResultType(), result);
        var programs = new HashMap<String, Pattern>();
        check(tree, tree.getExpr(), programs);
        for (var call : tree.getSource().getMacroCalls().values()) {
            check(tree, call, programs);
        }
        return new Expression(tree, programs);
    }

    private static CelAbstractSyntaxTree tree(String text) throws FilterError {
        try {
            return Language.CEL.compile(text).getAst();
        } catch (CelValidationException e) {
            throw error(text, e);
        } catch (RuntimeException e) {
            throw new FilterError(0, "the expression can't be read");
        }
    }

    private static FilterError error(String text, CelValidationException e) {
        if (e.getErrors().isEmpty()) {
            return new FilterError(0, "the expression can't be read");
        }
        var first = e.getErrors().getFirst();
        return new FilterError(position(text, first), detail(first));
    }

    private static String detail(CelIssue issue) {
        var said = issue.getMessage().lines().findFirst().orElse("");
        var shown = said.length() > LONGEST_SAID ? said.substring(0, LONGEST_SAID) + "…" : said;
        return shown.isEmpty()
                ? "the expression can't be read"
                : shown.substring(0, 1).toLowerCase(Locale.ROOT) + shown.substring(1);
    }

    /** Lines count from 1, columns from 0 and in code points. */
    private static int position(String text, CelIssue issue) {
        int line = 1;
        int at = 0;
        while (line < issue.getSourceLocation().getLine()) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                break;
            }
            at = end + 1;
            line++;
        }
        int column = Math.max(issue.getSourceLocation().getColumn(), 0);
        int left = text.codePointCount(at, text.length());
        return text.offsetByCodePoints(at, Math.min(column, left));
    }

    private static void requireKind(CelType type, CelKind wanted) throws FilterError {
        if (type.kind() != wanted && type.kind() != CelKind.DYN) {
            var name = wanted == CelKind.BOOL ? "true or false" : "a text";
            throw new FilterError(0, "the expression must come to " + name);
        }
    }

    private static void check(CelAbstractSyntaxTree tree, CelExpr root, Map<String, Pattern> programs)
            throws FilterError {
        for (var node : all(root)) {
            switch (node.getKind()) {
                case SELECT -> checkAttribute(tree, node);
                case CALL -> checkPattern(tree, node, programs);
                default -> {}
            }
        }
    }

    private static void checkAttribute(CelAbstractSyntaxTree tree, CelExpr node) throws FilterError {
        var select = node.select();
        boolean ofEvent = select.operand().getKind() == CelExpr.ExprKind.Kind.IDENT
                && select.operand().ident().name().equals("event");
        if (ofEvent && !ATTRIBUTES.contains(select.field())) {
            throw new FilterError(position(tree, node), "an event has id, source, type, subject and time");
        }
    }

    private static void checkPattern(CelAbstractSyntaxTree tree, CelExpr node, Map<String, Pattern> programs)
            throws FilterError {
        var call = node.call();
        if (!call.function().equals("matches") || call.args().size() != 1) {
            return;
        }
        var pattern = call.args().getFirst();
        if (pattern.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            throw new FilterError(position(tree, pattern), "matches takes a text in quotes");
        }
        var text = pattern.constant().stringValue();
        programs.put(text, program(text, position(tree, pattern)));
    }

    private static Pattern program(String text, int position) throws FilterError {
        if (text.length() > LONGEST_PATTERN || repeats(text) > MOST_REPEATS) {
            throw new FilterError(position, "this regular expression is too large");
        }
        try {
            var program = Language.compiled(text);
            if (program.programSize() > LARGEST_PROGRAM) {
                throw new FilterError(position, "this regular expression is too large");
            }
            return program;
        } catch (PatternSyntaxException e) {
            throw new FilterError(position, "this is no regular expression: " + e.getDescription());
        }
    }

    /** What all counted repetitions multiply to at most; compiling writes each of them out. */
    private static long repeats(String pattern) {
        long product = 1;
        long number = -1;
        boolean inside = false;
        long largest = 0;
        for (char c : pattern.toCharArray()) {
            if (c == '{') {
                inside = true;
                number = 0;
                largest = 0;
            } else if (inside && c >= '0' && c <= '9') {
                number = Math.min(number * 10 + (c - '0'), MOST_REPEATS + 1);
                largest = Math.max(largest, number);
            } else if (inside && c == ',') {
                number = 0;
            } else if (inside && c == '}') {
                product = Math.min(product * Math.max(largest, 1), MOST_REPEATS + 1);
                inside = false;
            } else {
                inside = false;
            }
        }
        return product;
    }

    static int position(CelAbstractSyntaxTree tree, CelExpr node) {
        return tree.getSource().getPositionsMap().getOrDefault(node.id(), 0);
    }

    /** The node and everything below it, without recursion: a checked tree may still be deep. */
    private static List<CelExpr> all(CelExpr root) {
        var all = new ArrayList<CelExpr>();
        all.add(root);
        for (int n = 0; n < all.size(); n++) {
            all.addAll(below(all.get(n)));
        }
        return all;
    }

    private static List<CelExpr> below(CelExpr node) {
        return switch (node.getKind()) {
            case SELECT -> List.of(node.select().operand());
            case CALL -> {
                var below = new ArrayList<>(node.call().args());
                node.call().target().ifPresent(below::add);
                yield below;
            }
            case LIST -> List.copyOf(node.list().elements());
            case MAP -> {
                var below = new ArrayList<CelExpr>();
                node.map().entries().forEach(entry -> {
                    below.add(entry.key());
                    below.add(entry.value());
                });
                yield below;
            }
            case STRUCT ->
                node.struct().entries().stream()
                        .map(CelExpr.CelStruct.Entry::value)
                        .toList();
            case COMPREHENSION -> {
                var loop = node.comprehension();
                yield List.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result());
            }
            default -> List.of();
        };
    }
}
