package dev.agentdesk.terminal.execution;

import org.jspecify.annotations.Nullable;

/**
 * What became of a tool call; the same for every repeat of the question.
 *
 * @param outcome {@code completed, failed, interrupted_unknown_effect, output_limit}
 * @param generation of the turn that started it
 */
record ToolOutcome(
        String toolUseId,
        String outcome,
        boolean isError,
        Output output,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable Long durationMs,
        long generation) {

    static final String COMPLETED = "completed";
    static final String FAILED = "failed";

    /** It had started and was not seen to end: what it did is unknown, and it is never run again. */
    static final String INTERRUPTED = "interrupted_unknown_effect";

    static final String OUTPUT_LIMIT = "output_limit";

    /**
     * What it printed, both channels together.
     *
     * @param tail where {@code truncated}: the last part; what is between head and tail is in the stored output
     */
    record Output(
            String head,
            @Nullable String tail,
            long size,
            @Nullable String sha256,
            boolean truncated) {

        static Output none() {
            return new Output("", null, 0, null, false);
        }
    }

    static ToolOutcome interrupted(String toolUseId, long generation) {
        return new ToolOutcome(toolUseId, INTERRUPTED, true, Output.none(), null, null, null, generation);
    }
}
