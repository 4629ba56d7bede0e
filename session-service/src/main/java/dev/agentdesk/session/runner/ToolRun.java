package dev.agentdesk.session.runner;

import static dev.agentdesk.contracts.ProblemCode.STALE_GENERATION;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One call of a tool, from the order to its result, that a person can stop.
 *
 * <p>A neighbour that went away is asked again: it knows the call by its id and does not run it twice.
 */
final class ToolRun {

    /** A person who stops a turn is answered within a second, whatever the tool does. */
    private static final Duration CANCELLED_WITHIN = Duration.ofMillis(700);

    /** A terminal-service that restarts is back within this. */
    private static final int MOST_ATTEMPTS = 30;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Environments environments;
    private final Environments.Call call;
    private final Function<Environments.Call, ToolResult> run;
    private final CompletableFuture<Void> stopped;

    /**
     * @param run makes the call; asking again is harmless
     * @param stopped completes when a person stops the turn
     */
    ToolRun(
            Environments environments,
            Environments.Call call,
            Function<Environments.Call, ToolResult> run,
            CompletableFuture<Void> stopped) {
        this.environments = environments;
        this.call = call;
        this.run = run;
        this.stopped = stopped;
    }

    /** @throws Rejection only STALE_GENERATION: this runner lost the turn */
    ToolResult result() {
        var running = new CompletableFuture<ToolResult>();
        var context = RequestContext.current();
        Thread.ofVirtual().name("tool " + call.toolUseId()).start(() -> context.run(() -> complete(running)));
        try {
            CompletableFuture.anyOf(running, stopped).join();
        } catch (CompletionException e) {
            return failed(e.getCause());
        }
        return running.isDone() ? outcome(running) : cancelled(running);
    }

    private void complete(CompletableFuture<ToolResult> running) {
        try {
            running.complete(ask());
        } catch (RuntimeException e) {
            running.completeExceptionally(e);
        }
    }

    private ToolResult ask() {
        for (int attempt = 1; ; attempt++) {
            try {
                return run.apply(call);
            } catch (PeerUnavailable e) {
                if (attempt == MOST_ATTEMPTS || stopped.isDone()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            stopped.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ToolResult cancelled(CompletableFuture<ToolResult> running) {
        var context = RequestContext.current();
        Thread.ofVirtual().name("cancel " + call.toolUseId()).start(() -> context.run(this::cancel));
        try {
            return running.get(CANCELLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return ToolResult.unknownEffect();
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ToolResult.unknownEffect();
        }
    }

    private void cancel() {
        try {
            environments.cancel(call.workspaceId(), call.toolUseId());
        } catch (PeerUnavailable | Rejection e) {
            LoggerFactory.getLogger(ToolRun.class).debug("could not cancel {}", call.toolUseId(), e);
        }
    }

    private static ToolResult outcome(CompletableFuture<ToolResult> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            return failed(e.getCause());
        }
    }

    private static ToolResult failed(@Nullable Throwable cause) {
        return switch (cause) {
            case Rejection refused when refused.code() == STALE_GENERATION -> throw refused;
            case Rejection refused -> ToolResult.notRun(Outcome.FAILED, String.valueOf(refused.getMessage()));
            case PeerUnavailable away -> ToolResult.unknownEffect();
            case null, default -> throw new IllegalStateException("a tool call failed in an unforeseen way", cause);
        };
    }
}
