package dev.agentdesk.session.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request to a model that brought no reply; the message is for people and never holds the key. */
public final class ModelFailure extends Exception {

    /** What kind of failure it is. */
    public enum Kind {
        /** Too many requests, or overloaded. */
        BUSY(true),
        /** Not reached, or it failed. */
        UNAVAILABLE(true),
        /** The reply broke off or can't be read. */
        CUT(true),
        /** The provider does not take the request. */
        REJECTED(false),
        /** The key is wrong or may not do this. */
        UNAUTHORISED(false),
        /** The conversation is longer than the model's window. */
        CONTEXT_FULL(false),
        /** A person stopped it. */
        CANCELLED(false);

        private final boolean passes;

        Kind(boolean passes) {
            this.passes = passes;
        }
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public ModelFailure(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public ModelFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether another try may help. */
    public boolean passes() {
        return kind.passes;
    }

    /** How long the provider asks to be left alone. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
