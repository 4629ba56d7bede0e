package dev.agentdesk.session.conversation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How one request to a model ended, and what it used up.
 *
 * @param costUsd null where no price is known, never zero
 * @param retries how often it was asked again before this answer
 */
public record ModelAnswer(
        Purpose purpose, Stop stop, Tokens tokens, @Nullable BigDecimal costUsd, int retries, long durationMs) {

    /** What a model is asked for. */
    public enum Purpose {
        REPLY,
        COMPACTION
    }

    /** Why a model stopped; closed vocabulary over all wires. */
    public enum Stop {
        END_TURN,
        TOOL_USE,
        MAX_TOKENS,
        REFUSAL,
        CONTEXT_FULL,
        /** A person stopped it; the connection was closed. */
        INTERRUPTED,
        /** No answer came, whatever was tried. */
        FAILED
    }

    /** @param input what was read anew; what came from or went into the provider's cache is counted beside it */
    public record Tokens(long input, long output, long cacheRead, long cacheWrite) {

        public static final Tokens NONE = new Tokens(0, 0, 0, 0);

        /** All that the model had before it when it began. */
        public long context() {
            return input + cacheRead + cacheWrite;
        }
    }

    public Usage usage() {
        return new Usage(tokens.context(), tokens.output(), costUsd, 0);
    }
}
