package dev.agentdesk.workspace.api;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.workspace.desk.Details;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a Workspace may be called. Pure. */
final class DetailsRules {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_SLUG = 40;

    private DetailsRules() {}

    static void check(Details details, Violations violations) {
        var name = details.name();
        violations.check(!name.isBlank(), "/name", "required", "A name is required.");
        violations.check(
                name.length() <= LONGEST_NAME, "/name", "too-long", "At most " + LONGEST_NAME + " characters.");
        violations.check(isPlain(name), "/name", "bad-character", "Control characters are not taken here.");
        violations.check(details.slug().matches("[a-z0-9-]{2,40}"), "/slug", "malformed", "2 to 40 of a-z, 0-9 and -.");
        if (details.description() != null) {
            violations.check(
                    details.description().length() <= LONGEST_DESCRIPTION,
                    "/description",
                    "too-long",
                    "At most " + LONGEST_DESCRIPTION + " characters.");
            violations.check(
                    details.description().indexOf('\0') < 0, "/description", "bad-character", "NUL is not taken here.");
        }
        tags(details.tags(), violations);
    }

    private static void tags(List<String> tags, Violations violations) {
        violations.check(tags.size() <= MOST_TAGS, "/tags", "too-many", "At most " + MOST_TAGS + " tags.");
        for (int i = 0; i < tags.size(); i++) {
            violations.check(
                    tags.get(i).matches("[\\p{L}\\p{N} ._:/-]{1,50}"),
                    "/tags/" + i,
                    "malformed",
                    "1 to 50 letters, digits, spaces and . _ : / -");
        }
    }

    /** A slug from a name; from the id where the name leaves nothing. */
    static String slug(@Nullable String name, String id) {
        var ascii = Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var cut =
                ascii.length() > LONGEST_SLUG ? ascii.substring(0, LONGEST_SLUG).replaceAll("-+$", "") : ascii;
        return cut.length() < 2 ? "workspace-" + tail(id) : cut;
    }

    /** The same slug made different, the same way for a repeat of the request. */
    static String otherSlug(String slug, String id) {
        var room = LONGEST_SLUG - 7;
        return (slug.length() > room ? slug.substring(0, room) : slug) + "-" + tail(id);
    }

    private static String tail(String id) {
        return id.substring(id.length() - 6);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
