package dev.agentdesk.session.runner;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A turn that this replica runs, as other threads talk to it. */
final class ActiveTurn {

    private final Lease lease;
    private final BooleanSupplier draining;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
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

    void stop() {
        stopped.complete(null);
    }

    void lose() {
        lost = true;
    }
}
