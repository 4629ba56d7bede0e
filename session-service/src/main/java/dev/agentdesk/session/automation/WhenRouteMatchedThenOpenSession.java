package dev.agentdesk.session.automation;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.contracts.trigger.v1.RouteMatched;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.automation.RunCommand.RefuseRun;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.OnBusy;
import dev.agentdesk.session.conversation.Origin;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.overview.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/**
 * Opens the Session of a run: its prompt is asked for, its ids are derived from the run, so that hearing the fact again
 * changes nothing. The fact counts as heard only after the append; what can never be opened is refused with its reason.
 */
public final class WhenRouteMatchedThenOpenSession {

    private static final String PEER = "trigger-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    /** Automations that start automations end here. */
    private static final int DEEPEST = 8;

    private record Prompt(String prompt, @Nullable String title) {}

    private final Commands commands;
    private final Workspaces workspaces;
    private final Sessions sessions;
    private final Clock clock;
    private final RestClient triggerService;

    WhenRouteMatchedThenOpenSession(
            Commands commands, Workspaces workspaces, Sessions sessions, Clock clock, InternalCalls calls) {
        this.commands = commands;
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.clock = clock;
        this.triggerService = calls.to(PEER, ANSWER_WITHIN);
    }

    public void on(Fact fact) {
        var matched = fact.as(RouteMatched.class);
        try {
            open(matched, fact);
        } catch (Rejection refused) {
            if (refused.code().retryable()) {
                throw refused;
            }
            refuse(matched, fact, refused.code().code());
        }
    }

    private void open(RouteMatched matched, Fact fact) {
        if (fact.depth() > DEEPEST) {
            refuse(matched, fact, "too-deep");
            return;
        }
        var workspace = workspaces.find(matched.workspaceId()).orElseThrow(Rejection::notFound);
        if (workspace.deleted()) {
            throw new Rejection(ProblemCode.WORKSPACE_DELETED, "The Workspace is deleted.");
        }
        var prompt = prompt(matched.runId());
        var sessionId = Ids.derive("ses", fact.at(), matched.runId());
        var opening = stamp(matched, fact, "open");
        var message = stamp(matched, fact);
        commands.send(new Together(
                opening,
                sessionId,
                List.of(
                        new OpenSession(
                                opening,
                                sessionId,
                                matched.workspaceId(),
                                new Origin("delivery", matched.deliveryId()),
                                matched.runId(),
                                null,
                                prompt.title(),
                                Map.of()),
                        new PostMessage(
                                message,
                                sessionId,
                                List.of(Content.text(prompt.prompt())),
                                OnBusy.ENQUEUE,
                                matched.runId(),
                                sessions.queueLimit(matched.workspaceId())))));
    }

    private Prompt prompt(String runId) {
        return Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(triggerService
                        .get()
                        .uri("/internal/runs/{id}/prompt", runId)
                        .retrieve()
                        .body(Prompt.class)));
    }

    private void refuse(RouteMatched matched, Fact fact, String code) {
        commands.send(new RefuseRun(stamp(matched, fact, "refuse"), matched.runId(), matched.workspaceId(), code));
    }

    private Stamp stamp(RouteMatched matched, Fact fact, String... step) {
        var names = new ArrayList<>(List.of(matched.runId()));
        names.addAll(List.of(step));
        return new Stamp(
                Ids.derive("evt", fact.at(), names.toArray(String[]::new)),
                clock.instant(),
                new Actor("route", matched.routeId(), null),
                matched.workspaceId(),
                fact.correlationId(),
                matched.runId(),
                fact.depth());
    }
}
