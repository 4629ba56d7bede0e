package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.trigger.delivery.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks session-service about runs that nobody has answered in time. The promise is the row of {@link RunWaits}; this
 * timer only looks at it, on every replica, and forgets nothing when it dies.
 */
@Component
final class WhenRunIsOverdueThenAsk implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WhenRunIsOverdueThenAsk.class);

    private static final String PEER = "session-service";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Questions of one look; what is left is taken by the next one. */
    private static final int MOST_AT_ONCE = 50;

    private final RunWaits waits;
    private final RunAnswers answers;
    private final Runs runs;
    private final Stamps stamps;
    private final Clock clock;
    private final RunProperties properties;
    private final RestClient sessions;
    private @Nullable ScheduledExecutorService timer;

    WhenRunIsOverdueThenAsk(
            RunWaits waits,
            RunAnswers answers,
            Runs runs,
            Stamps stamps,
            Clock clock,
            RunProperties properties,
            InternalCalls calls) {
        this.waits = waits;
        this.answers = answers;
        this.runs = runs;
        this.stamps = stamps;
        this.clock = clock;
        this.properties = properties;
        this.sessions = calls.to(PEER, PATIENCE);
    }

    /** What session-service knows of a run; all empty while it waits. */
    private record RunState(
            @Nullable String sessionId,
            @Nullable String turnId,
            @Nullable String stopReason,
            @Nullable String code,
            @Nullable String costUsd) {}

    private void look() {
        try {
            waits.take(clock.instant(), MOST_AT_ONCE).forEach(this::ask);
        } catch (Exception e) {
            LOG.warn("overdue runs could not be asked about; the next look tries again: {}", e.toString());
        }
    }

    private void ask(RunWaits.Due due) {
        try {
            Asking.find(
                            PEER,
                            () -> sessions.get()
                                    .uri("/internal/runs/{id}", due.runId())
                                    .retrieve()
                                    .body(RunState.class))
                    .flatMap(WhenRunIsOverdueThenAsk::answer)
                    .ifPresent(answer -> pass(due, answer));
        } catch (PeerUnavailable | Rejection e) {
            LOG.info("session-service says nothing about {}: {}", due.runId(), e.getMessage());
        }
    }

    private static Optional<Answer> answer(RunState state) {
        if (state.sessionId() != null && state.stopReason() != null) {
            return Optional.of(
                    new Answer.Finished(state.sessionId(), state.turnId(), state.stopReason(), state.costUsd()));
        }
        if (state.sessionId() != null) {
            return Optional.of(new Answer.Opened(state.sessionId()));
        }
        return Optional.ofNullable(state.code()).map(Answer.Refused::new);
    }

    private void pass(RunWaits.Due due, Answer answer) {
        runs.find(due.runId())
                .ifPresent(run ->
                        answers.pass(due.runId(), answer, stamps.ofPlatform(run.workspaceId(), run.correlationId())));
    }

    @Override
    public void start() {
        var pause = properties.lookEvery().toMillis();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("overdue-runs").factory());
        timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
