package dev.agentdesk.kit.web;

import dev.agentdesk.kit.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who asks and why, for the length of one request, on its thread.
 *
 * @param correlationId one id for everything that follows from one first cause
 * @param causationId the event that led to this request, where another service asks
 * @param repeat set where the request has an {@code Idempotency-Key}: ids are then derived, not minted
 */
public record RequestContext(
        Principal principal,
        String correlationId,
        @Nullable String causationId,
        int depth,
        @Nullable Repeat repeat) {

    /** The key of a repeatable request; counts the ids that it has given out. */
    public record Repeat(String principal, String path, String key, Instant begunAt, AtomicInteger given) {}

    private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    /** @throws IllegalStateException outside of a request */
    public static RequestContext current() {
        return CURRENT.orElseThrow(() -> new IllegalStateException("not inside a request"));
    }

    public static Optional<RequestContext> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Work that may fail with a checked exception, as servlet filters do. */
    @FunctionalInterface
    public interface Work<X extends Throwable> {

        void run() throws X;
    }

    /** Runs the work inside this context. */
    public <X extends Throwable> void run(Work<X> work) throws X {
        ScopedValue.where(CURRENT, this).call(() -> {
            work.run();
            return true;
        });
    }

    RequestContext with(Repeat key) {
        return new RequestContext(principal, correlationId, causationId, depth, key);
    }
}
