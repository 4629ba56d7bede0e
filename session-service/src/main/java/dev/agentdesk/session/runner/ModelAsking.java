package dev.agentdesk.session.runner;

import dev.agentdesk.session.model.ModelClient;
import dev.agentdesk.session.model.ModelFailure;
import dev.agentdesk.session.model.ModelRequest;
import dev.agentdesk.session.model.Provider;
import dev.agentdesk.session.model.Reply;
import dev.agentdesk.session.model.ReplyBuilder;
import dev.agentdesk.session.model.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to a model, made again while that may help. Whoever stops it is answered at once, also while it waits.
 */
final class ModelAsking {

    private static final Logger LOG = LoggerFactory.getLogger(ModelAsking.class);

    private final ModelClient client;
    private final ModelProperties properties;
    private final CompletableFuture<Void> halted;
    private int retries;

    ModelAsking(ModelClient client, ModelProperties properties, CompletableFuture<Void> halted) {
        this.client = client;
        this.properties = properties;
        this.halted = halted;
    }

    int retries() {
        return retries;
    }

    /**
     * The reply, or what was said before a person stopped it.
     *
     * @throws ModelFailure the last one, where nothing helped
     */
    Reply ask(String callId, Provider provider, ModelRequest request, Supplier<String> ids, Watcher watcher)
            throws ModelFailure {
        var known = new ArrayList<String>();
        for (int attempt = 1; ; attempt++) {
            var reply = new ReplyBuilder(again(known, ids), watcher);
            try {
                return client.ask(provider, request, reply, halted);
            } catch (ModelFailure e) {
                if (halted.isDone()) {
                    return reply.stopped();
                }
                var asked = Objects.requireNonNullElse(e.retryAfter(), Duration.ZERO);
                if (!e.passes()
                        || attempt >= properties.attempts()
                        || asked.compareTo(properties.longestRetryAfter()) > 0) {
                    throw e;
                }
                LOG.info("{} of {} is asked again: {}", request.model(), provider.id(), e.words());
                retries++;
                pause(properties.wait(attempt, callId, asked));
                if (halted.isDone()) {
                    return reply.stopped();
                }
            }
        }
    }

    /** A block that is written again has the id that watchers know: for them it begins anew. */
    private static Supplier<String> again(List<String> known, Supplier<String> ids) {
        var next = new int[1];
        return () -> {
            if (next[0] == known.size()) {
                known.add(ids.get());
            }
            return known.get(next[0]++);
        };
    }

    private void pause(Duration time) {
        try {
            halted.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
