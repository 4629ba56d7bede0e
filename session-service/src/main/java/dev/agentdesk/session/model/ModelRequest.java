package dev.agentdesk.session.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked. Tools first, then the system text, then the conversation: what stays the same comes first, so
 * that a provider's cache holds.
 */
public record ModelRequest(
        String model,
        List<Tool> tools,
        String system,
        List<Message> messages,
        int maxTokens,
        @Nullable Double temperature) {

    /** A tool that the model may call; {@code schema} is JSON Schema. */
    public record Tool(String name, String description, Map<String, Object> schema) {}
}
