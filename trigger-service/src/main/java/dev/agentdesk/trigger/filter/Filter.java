package dev.agentdesk.trigger.filter;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Equalities of event attributes that must all hold: {@code event.type == "a" && event.source == "b"}.
 *
 * <p>Pure; a subset of CEL. Testing costs one comparison per term, whatever the event holds, and cannot fail. Every
 * term is compared, also after one that does not hold, so that the verdict shows all values.
 */
public record Filter(List<Term> terms) {

    /** {@code event.<attribute> == "<value>"}. */
    public record Term(String expr, String attribute, String value) {}

    /** One comparison as it came out: the expression and the value that the event had. */
    public record Compared(String expr, @Nullable String value) {}

    /** Whether all terms held, and what was compared. */
    public record Outcome(boolean matches, List<Compared> trace) {}

    /** Longer values are cut in a trace: it explains a verdict, it is no copy of the event. */
    private static final int LONGEST_TRACED = 1024;

    public Filter {
        terms = List.copyOf(terms);
    }

    /** @throws FilterError with the position of the first character that does not fit */
    public static Filter parse(String text) throws FilterError {
        return new Filter(new FilterParser(text).parse());
    }

    public Outcome test(CloudEvent event) {
        var trace = terms.stream()
                .map(term -> new Compared(term.expr(), cut(event.attribute(term.attribute()))))
                .toList();
        return new Outcome(terms.stream().allMatch(term -> holds(term, event)), trace);
    }

    private static boolean holds(Term term, CloudEvent event) {
        return Objects.equals(event.attribute(term.attribute()), term.value());
    }

    private static @Nullable String cut(@Nullable String value) {
        return value == null || value.length() <= LONGEST_TRACED ? value : value.substring(0, LONGEST_TRACED) + "…";
    }
}
