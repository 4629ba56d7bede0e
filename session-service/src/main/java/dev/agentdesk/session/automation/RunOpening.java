package dev.agentdesk.session.automation;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.automation.RunCommand.RefuseRun;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.overview.SessionView;
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
 * Brings the prompt of a run into its Session. The prompt is asked for, all ids are derived from the run, so that
 * hearing of it again changes nothing; what can never be said is refused with its reason.
 */
final class RunOpening {

    private static final String PEER = "trigger-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    /** Automations that start automations end here. */
    private static final int DEEPEST = 8;

    /** Sessions of one key that were closed one after the other. */
    private static final int MOST_FOLLOWERS = 1_000;

    private record Prompt(String prompt, @Nullable String title) {}

    private final Commands commands;
    private final Workspaces workspaces;
    private final Sessions sessions;
    private final EventLog log;
    private final Clock clock;
    private final RestClient triggerService;

    RunOpening(
            Commands commands,
            Workspaces workspaces,
            Sessions sessions,
            EventLog log,
            Clock clock,
            InternalCalls calls) {
        this.commands = commands;
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.log = log;
        this.clock = clock;
        this.triggerService = calls.to(PEER, ANSWER_WITHIN);
    }

    /** Done only after the append. */
    void start(RunStart run, Fact fact) {
        try {
            if (fact.depth() > DEEPEST) {
                refuse(run, fact, "too-deep");
            } else {
                open(run, fact);
            }
        } catch (Rejection refused) {
            if (refused.code().retryable()) {
                throw refused;
            }
            refuse(run, fact, refused.code().code());
        }
    }

    private void open(RunStart run, Fact fact) {
        var message = stamp(run, fact);
        if (run.sharedSessionId() != null && log.find(message.id()).isPresent()) {
            return;
        }
        var workspace = workspaces.find(run.workspaceId()).orElseThrow(Rejection::notFound);
        if (workspace.deleted()) {
            throw new Rejection(ProblemCode.WORKSPACE_DELETED, "The Workspace is deleted.");
        }
        var prompt = prompt(run.runId());
        var shared = run.sharedSessionId() == null ? null : present(run.sharedSessionId());
        var sessionId = shared == null ? Ids.derive("ses", fact.at(), run.runId()) : shared;
        var posted = new PostMessage(
                message,
                sessionId,
                List.of(Content.text(prompt.prompt())),
                run.onBusy(),
                run.runId(),
                sessions.queueLimit(run.workspaceId()));
        if (shared != null && sessions.find(shared).isPresent()) {
            commands.send(posted);
        } else {
            begin(opening(run, fact, sessionId, prompt.title(), posted), shared != null);
        }
    }

    /**
     * The Session that runs share now: one that was archived, deleted or erased is followed by another, whose id is
     * derived from it, so that all runs that come after find the same.
     */
    private String present(String shared) {
        var id = shared;
        for (int n = 0; n < MOST_FOLLOWERS; n++) {
            var found = sessions.find(id);
            if (found.isEmpty() || !isClosed(found.get())) {
                return id;
            }
            id = Ids.derive("ses", found.get().createdAt(), id, "next");
        }
        return id;
    }

    private static boolean isClosed(SessionView session) {
        return session.archivedAt() != null || session.deletedAt() != null || session.erasedAt() != null;
    }

    /** Two runs may begin the Session that they share at the same time; the second one finds it there. */
    private void begin(Together opening, boolean shared) {
        try {
            commands.send(opening);
        } catch (Rejection refused) {
            if (!shared || refused.code() != ProblemCode.ID_REUSED) {
                throw refused;
            }
            commands.send(opening.commands().getLast());
        }
    }

    private Together opening(RunStart run, Fact fact, String sessionId, @Nullable String title, PostMessage posted) {
        var opening = stamp(run, fact, "open");
        var open = new OpenSession(
                opening, sessionId, run.workspaceId(), run.origin(), run.runId(), null, title, Map.of());
        return new Together(opening, sessionId, List.of(open, posted));
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

    private void refuse(RunStart run, Fact fact, String code) {
        commands.send(new RefuseRun(stamp(run, fact, "refuse"), run.runId(), run.workspaceId(), code));
    }

    Stamp stamp(RunStart run, Fact fact, String... step) {
        var names = new ArrayList<>(List.of(run.runId()));
        names.addAll(List.of(step));
        return new Stamp(
                Ids.derive("evt", fact.at(), names.toArray(String[]::new)),
                clock.instant(),
                run.actor(),
                run.workspaceId(),
                fact.correlationId(),
                run.runId(),
                fact.depth());
    }
}
