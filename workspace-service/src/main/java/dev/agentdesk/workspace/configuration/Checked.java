package dev.agentdesk.workspace.configuration;

import dev.agentdesk.kit.problem.Violations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value of the document together with where it is; checks note what is wrong and go on. */
record Checked(JsonNode value, String pointer, Violations violations) {

    static Checked root(JsonNode document, Violations violations) {
        return new Checked(document, "", violations);
    }

    boolean isNull() {
        return value.isNull() || value.isMissingNode();
    }

    Checked at(String name) {
        return new Checked(
                value.path(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"), violations);
    }

    /** An object with no other members than these. */
    boolean isObject(String... members) {
        if (!violations.check(value.isObject(), pointer, "wrong-type", "An object is expected here.")) {
            return false;
        }
        var known = Set.of(members);
        for (String name : value.propertyNames()) {
            violations.check(known.contains(name), at(name).pointer(), "unknown-field", "There is no such field here.");
        }
        return true;
    }

    void eachMember(Consumer<Checked> check) {
        if (violations.check(value.isObject(), pointer, "wrong-type", "An object is expected here.")) {
            value.propertyNames().forEach(name -> check.accept(at(name)));
        }
    }

    void eachItem(int most, Consumer<Checked> check) {
        if (!violations.check(value.isArray(), pointer, "wrong-type", "A list is expected here.")) {
            return;
        }
        violations.check(value.size() <= most, pointer, "too-many", "At most " + most + " are taken here.");
        for (int i = 0; i < Math.min(value.size(), most); i++) {
            check.accept(new Checked(value.get(i), pointer + "/" + i, violations));
        }
    }

    @Nullable
    String text(int most) {
        if (!violations.check(value.isString(), pointer, "wrong-type", "A text is expected here.")) {
            return null;
        }
        var text = value.asString();
        violations.check(text.length() <= most, pointer, "too-long", "At most " + most + " characters are taken here.");
        violations.check(text.indexOf('\0') < 0, pointer, "bad-character", "A NUL character is not taken here.");
        return text;
    }

    void oneOf(String... choices) {
        boolean known = value.isString() && Set.of(choices).contains(value.asString());
        violations.check(known, pointer, "unknown-value", "One of: " + String.join(", ", choices) + ".");
    }

    void matches(String shape, String detail) {
        boolean fits = value.isString()
                && value.asString().length() <= 4_096
                && value.asString().matches(shape);
        violations.check(fits, pointer, "malformed", detail);
    }

    void isBoolean() {
        violations.check(value.isBoolean(), pointer, "wrong-type", "true or false is expected here.");
    }

    void integer(long least, long most) {
        boolean fits = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.asLong() >= least
                && value.asLong() <= most;
        violations.check(fits, pointer, "out-of-range", "A whole number from " + least + " to " + most + ".");
    }

    void number(double least, double most) {
        boolean fits = value.isNumber() && value.asDouble() >= least && value.asDouble() <= most;
        violations.check(fits, pointer, "out-of-range", "A number from " + least + " to " + most + ".");
    }

    void duration(Duration least, Duration most) {
        violations.check(
                value.isString() && isBetween(value.asString(), least, most),
                pointer,
                "out-of-range",
                "An ISO 8601 duration from " + least + " to " + most + ".");
    }

    private static boolean isBetween(String text, Duration least, Duration most) {
        try {
            var duration = Duration.parse(text);
            return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    void money() {
        boolean fits = value.isString()
                && value.asString().matches("[0-9]{1,9}([.][0-9]{1,6})?")
                && new BigDecimal(value.asString()).signum() > 0;
        violations.check(fits, pointer, "malformed", "An amount in USD as a decimal text, e.g. \"2.50\".");
    }
}
