package dev.agentdesk.session.conversation;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a tool call gave back. */
public record ToolResult(
        Outcome outcome,
        boolean isError,
        Output output,
        @Nullable Integer exitCode,
        long durationMs) {

    /**
     * Head and tail of the output; the whole is kept by its digest where {@code truncated}.
     *
     * @param size bytes of the whole
     */
    public record Output(
            String head,
            @Nullable String tail,
            long size,
            @Nullable String sha256,
            boolean truncated) {

        public static Output text(String text) {
            return new Output(text, null, text.getBytes(StandardCharsets.UTF_8).length, null, false);
        }
    }

    /** The result of a call that never ran. */
    public static ToolResult notRun(Outcome outcome, String why) {
        return new ToolResult(outcome, true, Output.text(why), null, 0);
    }

    /** The result of a call whose effect nobody knows. */
    public static ToolResult unknownEffect() {
        return notRun(
                Outcome.INTERRUPTED_UNKNOWN_EFFECT,
                "The call was interrupted after it had started. Its effect is unknown; it was not run again.");
    }
}
