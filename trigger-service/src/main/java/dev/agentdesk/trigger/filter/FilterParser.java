package dev.agentdesk.trigger.filter;

import dev.agentdesk.trigger.filter.Filter.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the text of a {@link Filter} in one pass, without recursion or backtracking. */
final class FilterParser {

    /** Longer filters are refused; the limit is that of the CEL subset to come. */
    static final int LONGEST = 2048;

    /** More terms than attributes make no sense, some repetition may. */
    static final int MOST_TERMS = 20;

    private static final Set<String> ATTRIBUTES = Set.of("type", "source", "subject");

    private final String text;
    private int at;

    FilterParser(String text) {
        this.text = text;
    }

    List<Term> parse() throws FilterError {
        if (text.length() > LONGEST) {
            throw new FilterError(LONGEST, "a filter has at most " + LONGEST + " characters");
        }
        var terms = new ArrayList<Term>();
        do {
            if (terms.size() == MOST_TERMS) {
                throw error("a filter has at most " + MOST_TERMS + " comparisons");
            }
            terms.add(term());
        } while (took("&&"));
        if (at < text.length()) {
            throw error(
                    "expected && or the end; only equality of event.type, event.source and event.subject is offered");
        }
        return terms;
    }

    private Term term() throws FilterError {
        skipBlanks();
        int start = at;
        var attribute = attribute();
        if (!took("==")) {
            throw error("expected ==");
        }
        skipBlanks();
        var value = literal();
        var expr = text.substring(start, at);
        skipBlanks();
        return new Term(expr, attribute, value);
    }

    private String attribute() throws FilterError {
        if (!took("event.")) {
            throw error("expected event.type, event.source or event.subject");
        }
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        var name = text.substring(start, at);
        if (!ATTRIBUTES.contains(name)) {
            at = start;
            throw error("expected type, source or subject after event.");
        }
        return name;
    }

    private String literal() throws FilterError {
        if (at >= text.length() || text.charAt(at) != '"' && text.charAt(at) != '\'') {
            throw error("expected a text in quotes");
        }
        char quote = text.charAt(at++);
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            value.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
            at++;
        }
        if (at >= text.length()) {
            throw error("the text in quotes does not end");
        }
        at++;
        return value.toString();
    }

    private char escaped() throws FilterError {
        at++;
        if (at >= text.length()) {
            throw error("the text in quotes does not end");
        }
        return switch (text.charAt(at)) {
            case '\\' -> '\\';
            case '"' -> '"';
            case '\'' -> '\'';
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> throw error("only \\\\ \\\" \\' \\n and \\t are offered as escapes");
        };
    }

    private boolean took(String token) {
        skipBlanks();
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private FilterError error(String detail) {
        return new FilterError(at, detail);
    }
}
