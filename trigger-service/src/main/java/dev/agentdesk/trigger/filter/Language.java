package dev.agentdesk.trigger.filter;

import com.google.re2j.Pattern;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import java.util.List;

/**
 * The part of CEL that is offered: nothing in it builds a value that is larger than its inputs, and everything in it
 * that takes long is paid from a {@link Budget}.
 *
 * <p>No addition (texts that double), no {@code map} and {@code filter} (lists that grow), few iterations,
 * {@code matches} and {@code contains} of our own.
 */
final class Language {

    /** Characters of an expression. */
    static final int LONGEST = 2048;

    private static final int DEEPEST = 32;
    private static final int MOST_NODES = 500;

    /** Turns of all loops of one evaluation together. */
    private static final int MOST_ITERATIONS = 1000;

    static final MapType TEXTS = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseExpressionNodeCount(MOST_NODES)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .enableHeterogeneousNumericComparisons(true)
            .populateMacroCalls(true)
            .build();

    private static final List<String> OFFERED = List.of(
            "IN",
            "NOT_STRICTLY_FALSE",
            "CONDITIONAL",
            "LOGICAL_NOT",
            "LOGICAL_OR",
            "LOGICAL_AND",
            "EQUALS",
            "NOT_EQUALS",
            "SUBTRACT",
            "MULTIPLY",
            "DIVIDE",
            "MODULO",
            "NEGATE",
            "INDEX",
            "SIZE",
            "INT",
            "DOUBLE",
            "STRING",
            "DYN",
            "TIMESTAMP",
            "DURATION",
            "ENDS_WITH",
            "STARTS_WITH",
            "LESS",
            "LESS_EQUALS",
            "GREATER",
            "GREATER_EQUALS");

    static final Cel CEL = CelFactory.standardCelBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardMacros(
                    CelStandardMacro.HAS,
                    CelStandardMacro.ALL,
                    CelStandardMacro.EXISTS,
                    CelStandardMacro.EXISTS_ONE,
                    CelStandardMacro.EXISTS_ONE_NEW)
            .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                    .filterFunctions((function, overload) -> isOffered(function.name(), String.valueOf(overload)))
                    .build())
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .filterFunctions((function, overload) -> isOffered(function.name(), String.valueOf(overload)))
                    .build())
            .addFunctionDeclarations(
                    CelFunctionDecl.newFunctionDeclaration(
                            "matches",
                            CelOverloadDecl.newMemberOverload(
                                    "text_matches", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)),
                    CelFunctionDecl.newFunctionDeclaration(
                            "contains",
                            CelOverloadDecl.newMemberOverload(
                                    "text_contains", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)))
            .addFunctionBindings(CelFunctionBinding.fromOverloads(
                    "matches", CelFunctionBinding.from("text_matches", String.class, String.class, Language::matches)))
            .addFunctionBindings(CelFunctionBinding.fromOverloads(
                    "contains",
                    CelFunctionBinding.from("text_contains", String.class, String.class, Language::contains)))
            .addVar("body", SimpleType.DYN)
            .addVar("headers", TEXTS)
            .addVar("query", TEXTS)
            .addVar("event", TEXTS)
            .addVar("method", SimpleType.STRING)
            .addVar("path", SimpleType.STRING)
            .build();

    private Language() {}

    /** Numbers may be added, as {@code exists_one} does; texts and lists would grow. */
    private static boolean isOffered(String function, String overload) {
        return function.equals("ADD") ? overload.equals("ADD_INT64") : OFFERED.contains(function);
    }

    private static boolean matches(String text, String pattern) {
        var program = Budget.current().program(pattern);
        Budget.current().spend((long) (text.length() + 1) * program.programSize());
        return program.matcher(text).find();
    }

    private static boolean contains(String text, String part) {
        Budget.current().spend((long) text.length() * (1 + part.length() / 16));
        return text.contains(part);
    }

    /** @throws java.util.regex.PatternSyntaxException never: RE2 has its own, which callers take as a refusal */
    static Pattern compiled(String pattern) {
        return Pattern.compile(pattern);
    }
}
