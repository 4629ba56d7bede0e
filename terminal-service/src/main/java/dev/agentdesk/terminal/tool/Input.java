package dev.agentdesk.terminal.tool;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the members of a tool's input, strictly: what a tool does not know it refuses. */
final class Input {

    private Input() {}

    static void knows(JsonNode input, String... names) throws ToolFailure {
        if (!input.isObject()) {
            throw new ToolFailure("The input must be an object with " + String.join(", ", names) + ".");
        }
        for (String given : input.propertyNames()) {
            if (!java.util.List.of(names).contains(given)) {
                throw new ToolFailure(
                        "There is no parameter '" + given + "'; known: " + String.join(", ", names) + ".");
            }
        }
    }

    static String text(JsonNode input, String name) throws ToolFailure {
        var value = input.path(name);
        if (!value.isString()) {
            throw new ToolFailure("The parameter '" + name + "' is required and is a text.");
        }
        return value.asString();
    }

    static @Nullable String optionalText(JsonNode input, String name) throws ToolFailure {
        return input.path(name).isMissingNode() || input.path(name).isNull() ? null : text(input, name);
    }

    static long number(JsonNode input, String name, long otherwise) throws ToolFailure {
        var value = input.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.asLong() < 1) {
            throw new ToolFailure("The parameter '" + name + "' is a whole number from 1.");
        }
        return value.asLong();
    }

    static boolean flag(JsonNode input, String name) throws ToolFailure {
        var value = input.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw new ToolFailure("The parameter '" + name + "' is true or false.");
        }
        return value.asBoolean(false);
    }
}
