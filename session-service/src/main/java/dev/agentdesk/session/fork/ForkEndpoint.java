package dev.agentdesk.session.fork;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.access.PlainText;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.OnBusy;
import dev.agentdesk.session.conversation.Origin;
import dev.agentdesk.session.conversation.SessionCommand;
import dev.agentdesk.session.conversation.SessionCommand.ChooseModel;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.RecordFork;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import dev.agentdesk.session.turns.Turns;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Goes on from a moment of a Session in a new one. The new one refers to the old, it copies nothing: what is erased
 * there is gone here too. Files belong to the Workspace, so they are as they are.
 */
@RestController
@RequestMapping("/api/v1/sessions/{id}")
final class ForkEndpoint {

    private static final List<String> EDITS = List.of("session.MessageEdited");

    private final Sessions sessions;
    private final Turns turns;
    private final Commands commands;
    private final EventLog log;
    private final Stamps stamps;
    private final IdSource ids;

    ForkEndpoint(Sessions sessions, Turns turns, Commands commands, EventLog log, Stamps stamps, IdSource ids) {
        this.sessions = sessions;
        this.turns = turns;
        this.commands = commands;
        this.log = log;
        this.stamps = stamps;
        this.ids = ids;
    }

    record ForkRequest(
            @Nullable Long atSeq,
            @Nullable String files,
            @Nullable String title) {}

    record RerunRequest(
            @Nullable String fromTurn,
            @Nullable String model,
            @Nullable Integer configVersion) {}

    /**
     * A Session that goes on from another one.
     *
     * @param files what its agent finds: {@code current}
     */
    record ForkView(
            String id,
            String workspaceId,
            String parentId,
            long atSeq,
            String files,
            @Nullable String title,
            String status) {}

    /** Where a new Session goes on from. */
    private record From(SessionView parent, long atSeq, String origin, String originId) {}

    /** What it runs with; null: as its parent. */
    private record With(
            @Nullable Integer configVersion, @Nullable String model) {

        static final With THE_SAME = new With(null, null);
    }

    @PostMapping("/fork")
    ResponseEntity<ForkView> fork(@PathVariable String id, @RequestBody ForkRequest asked) {
        var parent = readable(id);
        var wrong = new Violations();
        long atSeq = Objects.requireNonNullElse(asked.atSeq(), parent.lastSeq());
        wrong.check(atSeq >= 1 && atSeq <= parent.lastSeq(), "/at_seq", "out-of-range", "From 1 to the newest event.");
        files(asked.files(), wrong);
        wrong.check(
                asked.title() == null || asked.title().length() <= 200,
                "/title",
                "too-long",
                "At most 200 characters.");
        wrong.throwIfAny();
        var from = new From(parent, atSeq, "fork", parent.id());
        return open(from, asked.title() == null ? forked(parent) : asked.title(), With.THE_SAME, List.of());
    }

    @PostMapping("/rerun")
    ResponseEntity<ForkView> rerun(@PathVariable String id, @RequestBody RerunRequest asked) {
        var parent = readable(id);
        if (asked.model() != null && !isName(asked.model())) {
            throw InvalidRequest.at("/model", "malformed", "The name of a model, at most 200 characters of one line.");
        }
        if (asked.configVersion() != null && asked.configVersion() < 1) {
            throw InvalidRequest.at("/config_version", "out-of-range", "Versions begin at 1.");
        }
        var turn = turns.find(Objects.requireNonNullElse(asked.fromTurn(), ""))
                .filter(it -> it.sessionId().equals(id))
                .orElseThrow(() -> InvalidRequest.at("/from_turn", "unknown", "A turn of this session."));
        var said = turn.eventIds().stream().flatMap(it -> text(id, it).stream()).toList();
        var from = new From(parent, turn.startedSeq() - 1, "rerun", turn.id());
        return open(from, forked(parent), new With(asked.configVersion(), asked.model()), said);
    }

    private ResponseEntity<ForkView> open(From from, @Nullable String title, With with, List<Content> message) {
        var parent = from.parent();
        var sessionId = ids.mint("ses");
        var stamp = stamps.ofRequest(parent.workspaceId());
        var together = new ArrayList<SessionCommand>();
        together.add(new OpenSession(
                stamp,
                sessionId,
                parent.workspaceId(),
                new Origin(from.origin(), from.originId()),
                null,
                with.configVersion() == null ? parent.configVersion() : with.configVersion(),
                title,
                Map.of()));
        together.add(new RecordFork(
                stamps.ofRequest(parent.workspaceId()), sessionId, parent.id(), from.atSeq(), "current"));
        if (with.model() != null) {
            together.add(new ChooseModel(stamps.ofRequest(parent.workspaceId()), sessionId, with.model()));
        }
        if (!message.isEmpty()) {
            together.add(new PostMessage(
                    stamps.ofRequest(parent.workspaceId()),
                    sessionId,
                    message,
                    OnBusy.ENQUEUE,
                    null,
                    sessions.queueLimit(parent.workspaceId())));
        }
        commands.send(new Together(stamp, sessionId, together));
        var opened = sessions.find(sessionId).orElseThrow();
        return ResponseEntity.created(URI.create("/api/v1/sessions/" + sessionId))
                .body(new ForkView(
                        sessionId,
                        parent.workspaceId(),
                        parent.id(),
                        from.atSeq(),
                        "current",
                        opened.title(),
                        opened.status()));
    }

    /** Going on in the same Workspace needs the right to write there. */
    private SessionView readable(String id) {
        var parent = sessions.open(id, RequestContext.current().principal());
        Sessions.requireContent(parent);
        return parent;
    }

    /** A message as its author left it. */
    private List<Content> text(String sessionId, String messageId) {
        var accepted = log.find(messageId).orElse(null);
        if (accepted == null || !(accepted.event() instanceof MessageAccepted message)) {
            return List.of();
        }
        var content = message.content();
        for (var edit : log.after(sessionId, accepted.seq(), EventLog.MOST, EDITS)) {
            if (edit.event() instanceof MessageEdited edited
                    && edited.messageId().equals(messageId)) {
                content = edited.content();
            }
        }
        return content;
    }

    private static boolean isName(String model) {
        return !model.isBlank() && model.length() <= 200 && PlainText.isLine(model);
    }

    private static void files(@Nullable String files, Violations wrong) {
        if ("checkpoint".equals(files) || "none".equals(files)) {
            wrong.add(
                    "/files",
                    "not-available",
                    "Sessions share the files of their Workspace; restore a checkpoint of it first, then fork with"
                            + " current.");
        } else {
            wrong.check(files == null || files.equals("current"), "/files", "unknown-value", "current.");
        }
    }

    private static @Nullable String forked(SessionView parent) {
        return parent.title() == null ? null : parent.title() + " (fork)";
    }
}
