package dev.agentdesk.session.intake;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.session.access.PlainText;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Members of a JSON object that is read by hand, as strictly as the others. */
final class Fields {

    private static final int LONGEST = 2_000;

    private Fields() {}

    static void onlyKnown(JsonNode object, Set<String> known, String pointer, Violations violations) {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                        "unknown-field",
                        "There is no such field here."));
    }

    static String text(JsonNode object, String name, String pointer, Violations violations) {
        var value = optionalText(object, name, pointer, violations);
        if (value == null && !object.hasNonNull(name)) {
            violations.add(pointer + "/" + name, "required", "A text is required.");
        }
        return value == null ? "" : value;
    }

    static @Nullable String optionalText(JsonNode object, String name, String pointer, Violations violations) {
        var value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            violations.add(pointer + "/" + name, "wrong-type", "This is a text.");
            return null;
        }
        violations.check(
                value.stringValue().length() <= LONGEST && PlainText.isText(value.stringValue()),
                pointer + "/" + name,
                "malformed",
                "A text of at most " + LONGEST + " characters.");
        return value.stringValue();
    }

    static boolean choice(JsonNode object, String name, String yes, String no, String pointer, Violations violations) {
        var value = text(object, name, pointer, violations);
        if (!value.isEmpty() && !value.equals(yes) && !value.equals(no)) {
            violations.add(pointer + "/" + name, "unknown-value", "One of " + yes + ", " + no + ".");
        }
        return value.equals(yes);
    }
}
