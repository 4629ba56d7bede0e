package dev.agentdesk.terminal.tool;

import org.jspecify.annotations.Nullable;

/** How a tool ended by itself. */
public record Ended(
        boolean isError,
        @Nullable Integer exitCode,
        @Nullable String signal) {

    /** Ended as it should, with nothing more to say. */
    public static final Ended WELL = new Ended(false, null, null);
}
