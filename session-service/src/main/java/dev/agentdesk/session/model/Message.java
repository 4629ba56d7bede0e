package dev.agentdesk.session.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of what a model is shown, in our own format; each wire translates it. */
public record Message(Role role, List<Part> parts) {

    /** Who speaks. */
    public enum Role {
        USER,
        ASSISTANT
    }

    /** A piece of a message. */
    public sealed interface Part {

        record Text(String text) implements Part {}

        /** @param signature by which its provider knows it again; where {@code redacted}, {@code text} is sealed */
        record Thought(String text, @Nullable String signature, boolean redacted) implements Part {}

        record ToolUse(String id, String tool, Map<String, Object> input) implements Part {}

        record Result(String toolUseId, String text, boolean isError) implements Part {}
    }
}
