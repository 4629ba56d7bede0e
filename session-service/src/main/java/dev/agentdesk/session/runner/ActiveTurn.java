package dev.agentdesk.session.runner;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A turn that this replica runs, as other threads talk to it. */
final class ActiveTurn {

    private final Lease lease;
    private final BooleanSupplier draining;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> letGo = new CompletableFuture<>();
    private volatile boolean lost;

    ActiveTurn(Lease lease, BooleanSupplier draining) {
        this.lease = lease;
        this.draining = draining;
    }

    Lease lease() {
        return lease;
    }

    /** Completes when a person stops the turn. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Whether it has to be let go at the next step: the lease is another's by now, or this replica goes down. */
    boolean handBack() {
        return lost || draining.getAsBoolean();
    }

    /** Completes when a request to a model is to end at once: the turn is stopped, or not ours any more. */
    CompletableFuture<Void> halted() {
        return CompletableFuture.anyOf(stopped, letGo).thenApply(it -> null);
    }

    /** What can be begun again by another runner ends now. */
    void letGo() {
        letGo.complete(null);
    }

    void stop() {
        stopped.complete(null);
    }

    void lose() {
        lost = true;
        letGo();
    }
}
