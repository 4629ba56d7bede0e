package dev.agentdesk.session.share;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.Digest;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RepeatedAnswer;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.conversation.SessionCommand.RevokeShare;
import dev.agentdesk.session.conversation.SessionCommand.ShareSession;
import dev.agentdesk.session.overview.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Making, listing and revoking links to a Session. */
@RestController
@RequestMapping("/api/v1")
final class ShareEndpoint {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_LINKS = 100;

    private final Sessions sessions;
    private final Commands commands;
    private final Stamps stamps;
    private final IdSource ids;
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    ShareEndpoint(
            Sessions sessions,
            Commands commands,
            Stamps stamps,
            IdSource ids,
            JdbcClient db,
            JsonMapper json,
            Clock clock) {
        this.sessions = sessions;
        this.commands = commands;
        this.stamps = stamps;
        this.ids = ids;
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    record ShareRequest(
            @Nullable Long atSeq,
            @Nullable Instant expiresAt,
            @Nullable Boolean redact) {}

    /** @param token shown once; {@code url} holds it too */
    record ShareMade(
            String id,
            String sessionId,
            @Nullable String token,
            @Nullable String url,
            long atSeq,
            boolean redact,
            Instant expiresAt) {}

    record ShareView(
            String id,
            String sessionId,
            long atSeq,
            boolean redact,
            Instant expiresAt,
            Instant createdAt,
            String createdBy,
            @Nullable Instant revokedAt) {}

    @PostMapping("/sessions/{id}/shares")
    ResponseEntity<ShareMade> share(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ShareRequest asked,
            HttpServletRequest request) {
        var session = sessions.writable(id, RequestContext.current().principal());
        Sessions.requireContent(session);
        var wanted = asked == null ? new ShareRequest(null, null, null) : asked;
        var now = clock.instant();
        var wrong = new Violations();
        long atSeq = Objects.requireNonNullElse(wanted.atSeq(), session.lastSeq());
        wrong.check(atSeq >= 1 && atSeq <= session.lastSeq(), "/at_seq", "out-of-range", "From 1 to the newest event.");
        var expires = Objects.requireNonNullElse(wanted.expiresAt(), now.plus(USUAL));
        wrong.check(
                expires.isAfter(now) && !expires.isAfter(now.plus(LONGEST)),
                "/expires_at",
                "out-of-range",
                "A time to come, at most a year from now.");
        wrong.throwIfAny();
        requireRoom(id);
        var shareId = ids.mint("shr");
        var token = Tokens.fresh();
        boolean redact = !Boolean.FALSE.equals(wanted.redact());
        commands.send(new ShareSession(
                stamps.ofRequest(session.workspaceId()), id, shareId, Digest.of(token), atSeq, expires, redact));
        var made = new ShareMade(shareId, id, token, "/shared/" + token, atSeq, redact, expires);
        RepeatedAnswer.keep(
                request, json.writeValueAsBytes(new ShareMade(shareId, id, null, null, atSeq, redact, expires)));
        return ResponseEntity.created(URI.create("/api/v1/shares/" + shareId)).body(made);
    }

    @GetMapping("/sessions/{id}/shares")
    Page<ShareView> list(@PathVariable String id) {
        sessions.visible(id, RequestContext.current().principal());
        return new Page<>(
                db
                        .sql("select * from share where session_id = :id order by share_id desc limit 200")
                        .param("id", id)
                        .query(ShareRow::read)
                        .list()
                        .stream()
                        .map(ShareEndpoint::view)
                        .toList(),
                null);
    }

    @DeleteMapping("/shares/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id) {
        var share = db.sql("select * from share where share_id = :id")
                .param("id", id)
                .query(ShareRow::read)
                .optional()
                .orElseThrow(Rejection::notFound);
        sessions.writable(share.sessionId(), RequestContext.current().principal());
        if (share.revokedAt() == null) {
            commands.send(new RevokeShare(stamps.ofRequest(share.workspaceId()), share.sessionId(), id));
        }
        return ResponseEntity.noContent().build();
    }

    private void requireRoom(String sessionId) {
        long open = db.sql("select count(*) from share where session_id = :id and revoked_at is null"
                        + " and expires_at > clock_timestamp()")
                .param("id", sessionId)
                .query(Long.class)
                .single();
        if (open >= MOST_LINKS) {
            throw new Rejection(ProblemCode.CONFLICT, "The session has " + MOST_LINKS + " links; revoke one first.");
        }
    }

    private static ShareView view(ShareRow row) {
        return new ShareView(
                row.id(),
                row.sessionId(),
                row.atSeq(),
                row.redact(),
                row.expiresAt(),
                row.createdAt(),
                row.createdBy(),
                row.revokedAt());
    }
}
