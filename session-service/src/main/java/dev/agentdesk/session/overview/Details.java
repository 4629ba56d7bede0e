package dev.agentdesk.session.overview;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.session.access.PlainText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a title and metadata may be. */
public final class Details {

    private static final int LONGEST_TITLE = 200;
    private static final int MOST_METADATA = 32;
    private static final int LONGEST_METADATA = 1_000;

    private Details() {}

    /** @throws dev.agentdesk.kit.problem.InvalidRequest naming each wrong member */
    public static void check(@Nullable String title, Map<String, String> metadata) {
        var violations = new Violations();
        violations.check(
                title == null || title.length() <= LONGEST_TITLE && PlainText.isLine(title),
                "/title",
                "malformed",
                "A title is one line of at most " + LONGEST_TITLE + " characters.");
        violations.check(
                metadata.size() <= MOST_METADATA, "/metadata", "too-many", "At most " + MOST_METADATA + " entries.");
        metadata.forEach((name, value) -> violations.check(
                value != null
                        && name.length() + value.length() <= LONGEST_METADATA
                        && PlainText.isText(name)
                        && PlainText.isText(value),
                "/metadata/" + name.replace("~", "~0").replace("/", "~1"),
                "malformed",
                "An entry is a text of at most " + LONGEST_METADATA + " characters."));
        violations.throwIfAny();
    }
}
