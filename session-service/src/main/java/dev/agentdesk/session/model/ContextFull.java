package dev.agentdesk.session.model;

import java.util.List;
import java.util.Locale;

/** How providers say that a request is longer than the model's window; there is no code for it that all share. */
final class ContextFull {

    private static final List<String> WORDS = List.of(
            "prompt is too long",
            "context_length_exceeded",
            "maximum context length",
            "context window",
            "context length",
            "too many tokens");

    private ContextFull() {}

    static boolean says(String message) {
        var said = message.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(said::contains);
    }
}
