package dev.agentdesk.workspace.environment;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ObserveFailure;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ObserveReady;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StartRequested;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks terminal-service at once, so that a start needs no broker. The published {@code StartRequested} is the second,
 * patient way to the same: whichever comes first, the other is a repeat.
 */
@Component
final class WhenStartRequestedThenAskForTheEnvironment implements Process {

    private static final Logger LOG = LoggerFactory.getLogger(WhenStartRequestedThenAskForTheEnvironment.class);
    private static final String PEER = "terminal-service";

    /** Provisioning makes folders and probes a sandbox; who needs longer reports over the topic. */
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final RestClient terminal;
    private final Commands commands;
    private final Stamps stamps;

    WhenStartRequestedThenAskForTheEnvironment(InternalCalls calls, Commands commands, Stamps stamps) {
        this.terminal = calls.to(PEER, ANSWER);
        this.commands = commands;
        this.stamps = stamps;
    }

    record Wanted(long generation) {}

    record Isolation(String tier, List<String> enforced, List<String> notEnforced) {}

    record Failure(String code, String reason) {}

    record Answer(
            String status,
            long generation,
            @Nullable Isolation isolation,
            @Nullable Failure failure) {}

    @Override
    public String name() {
        return "start-environment";
    }

    @Override
    public void on(Recorded recorded) {
        if (recorded.event() instanceof StartRequested start) {
            try {
                observe(start, ask(start));
            } catch (PeerUnavailable e) {
                LOG.info("{} hears of the start of {} over the topic: {}", PEER, start.workspaceId(), e.getMessage());
            } catch (Rejection e) {
                refused(start, e);
            }
        }
    }

    private Answer ask(StartRequested start) {
        return Objects.requireNonNull(Asking.idempotent(
                PEER,
                () -> terminal.put()
                        .uri("/internal/environments/{id}", start.workspaceId())
                        .body(new Wanted(start.generation()))
                        .retrieve()
                        .body(Answer.class)));
    }

    private void observe(StartRequested start, Answer answer) {
        var stamp = stamps.following(start.stamp(), Actor.PLATFORM, "observed");
        if (answer.status().equals("ready") && answer.isolation() != null) {
            var isolation = answer.isolation();
            commands.send(new ObserveReady(
                    stamp,
                    start.workspaceId(),
                    answer.generation(),
                    isolation.tier(),
                    isolation.enforced(),
                    isolation.notEnforced()));
        } else if (answer.status().equals("failed") && answer.failure() != null) {
            commands.send(new ObserveFailure(
                    stamp,
                    start.workspaceId(),
                    answer.generation(),
                    answer.failure().code(),
                    answer.failure().reason()));
        }
    }

    /** A newer generation is on its way, or the host can't give what was asked for. */
    private void refused(StartRequested start, Rejection refusal) {
        if (refusal.code() == ProblemCode.ISOLATION_INSUFFICIENT) {
            commands.send(new ObserveFailure(
                    stamps.following(start.stamp(), Actor.PLATFORM, "observed"),
                    start.workspaceId(),
                    start.generation(),
                    refusal.code().code(),
                    String.valueOf(refusal.getMessage())));
        } else {
            LOG.info("the start of {} was refused: {}", start.workspaceId(), refusal.getMessage());
        }
    }
}
