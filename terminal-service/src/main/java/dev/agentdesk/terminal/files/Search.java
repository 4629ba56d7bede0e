package dev.agentdesk.terminal.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.agentdesk.kit.problem.InvalidRequest;
import java.util.Optional;

/** What is looked for: a plain text whatever its case, or a regular expression (RE2: time linear in the line). */
@FunctionalInterface
interface Search {

    int LONGEST = 200;

    /** A part of a line. */
    record Hit(int start, int end) {}

    /** The first place in the line. */
    Optional<Hit> in(String line);

    static Search of(String text, boolean regex, boolean matchCase) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw InvalidRequest.at("?q", "out-of-range", "A search has 1 to " + LONGEST + " characters.");
        }
        return regex ? pattern(text, matchCase) : plain(text, matchCase);
    }

    private static Search plain(String text, boolean matchCase) {
        return line -> {
            for (int at = 0; at + text.length() <= line.length(); at++) {
                if (line.regionMatches(!matchCase, at, text, 0, text.length())) {
                    return Optional.of(new Hit(at, at + text.length()));
                }
            }
            return Optional.empty();
        };
    }

    private static Search pattern(String text, boolean matchCase) {
        try {
            var pattern = Pattern.compile(text, matchCase ? 0 : Pattern.CASE_INSENSITIVE);
            return line -> {
                var matcher = pattern.matcher(line);
                return matcher.find() ? Optional.of(new Hit(matcher.start(), matcher.end())) : Optional.empty();
            };
        } catch (PatternSyntaxException e) {
            throw InvalidRequest.at("?q", "malformed", "The pattern can't be read: " + e.getDescription());
        }
    }
}
