package dev.agentdesk.session.model;

import java.util.concurrent.CompletableFuture;

/**
 * Asks a model once, without retries.
 *
 * <p>Implementations keep nothing between calls and are thread safe.
 */
public interface ModelClient {

    /**
     * @param cancelled completes when the call is to end at once; its connection is closed
     * @param reply collects what comes, also where the call fails in the middle
     * @throws ModelFailure whatever went wrong, with what may be done about it
     */
    Reply ask(Provider provider, ModelRequest request, ReplyBuilder reply, CompletableFuture<Void> cancelled)
            throws ModelFailure;
}
