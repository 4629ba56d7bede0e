package dev.agentdesk.trigger.hold;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.access.WorkspaceAccess;
import dev.agentdesk.trigger.hold.HoldCommand.LiftHold;
import dev.agentdesk.trigger.hold.HoldCommand.PlaceHold;
import dev.agentdesk.trigger.listing.PlainText;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/holds}. The instance and teams are held by operators, a Workspace by those who may change it. */
@RestController
@RequestMapping("/api/v1/holds")
class HoldEndpoint {

    private static final int LONGEST_REASON = 500;
    private static final List<String> SCOPES = List.of(HoldTerms.INSTANCE, HoldTerms.TEAM, HoldTerms.WORKSPACE);
    private static final List<String> KINDS = List.of(HoldTerms.AUTOMATION, HoldTerms.TURNS);

    private final Commands commands;
    private final Holds holds;
    private final WorkspaceAccess workspaces;
    private final Stamps stamps;
    private final IdSource ids;
    private final Clock clock;

    HoldEndpoint(Commands commands, Holds holds, WorkspaceAccess workspaces, Stamps stamps, IdSource ids, Clock clock) {
        this.commands = commands;
        this.holds = holds;
        this.workspaces = workspaces;
        this.stamps = stamps;
        this.ids = ids;
        this.clock = clock;
    }

    /** A brake to be put on. */
    record HoldRequest(
            @Nullable String scope,
            @Nullable String id,
            @Nullable List<@Nullable String> what,
            @Nullable String reason,
            @Nullable Instant until) {}

    /** A brake that is on. */
    record HoldView(
            String id,
            String scope,
            @Nullable String workspaceId,
            @Nullable String teamId,
            List<String> what,
            String reason,
            @Nullable Instant until,
            Instant placedAt,
            String placedBy) {

        static HoldView of(Holds.Row row) {
            return new HoldView(
                    row.id(),
                    row.terms().scope(),
                    row.terms().workspaceId(),
                    row.terms().teamId(),
                    row.terms().what(),
                    row.reason(),
                    row.terms().until(),
                    row.placedAt(),
                    row.placedBy());
        }
    }

    @PostMapping
    ResponseEntity<HoldView> place(@RequestBody HoldRequest body) {
        var principal = writer();
        check(body);
        var terms = terms(principal, body);
        var id = ids.mint("hld");
        commands.send(new PlaceHold(stamp(terms), id, terms, Objects.requireNonNull(body.reason())));
        return ResponseEntity.created(URI.create("/api/v1/holds/" + id))
                .body(HoldView.of(holds.seen(principal, id).orElseThrow(Rejection::notFound)));
    }

    private Stamp stamp(HoldTerms terms) {
        var workspace = terms.workspaceId();
        return workspace == null ? stamps.ofRequest() : stamps.ofRequest(workspace);
    }

    @GetMapping
    Page<HoldView> list() {
        return new Page<>(
                holds.standing(caller(), clock.instant()).stream()
                        .map(HoldView::of)
                        .toList(),
                null);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> lift(@PathVariable String id) {
        var principal = writer();
        var hold = holds.seen(principal, id).orElseThrow(Rejection::notFound);
        require(principal, hold.terms().workspaceId());
        commands.send(new LiftHold(stamp(hold.terms()), id));
        return ResponseEntity.noContent().build();
    }

    private void check(HoldRequest body) {
        var wrong = new Violations();
        var scope = String.valueOf(body.scope());
        wrong.check(SCOPES.contains(scope), "/scope", "unknown-value", "It is instance, team or workspace.");
        wrong.check(
                scope.equals(HoldTerms.INSTANCE) == (body.id() == null),
                "/id",
                "required",
                "Which team or workspace? An instance has no id.");
        wrong.check(
                !scope.equals(HoldTerms.TEAM) || Ids.isId("team", String.valueOf(body.id())),
                "/id",
                "malformed",
                "The id of a team.");
        var what = body.what();
        wrong.check(
                what != null && !what.isEmpty() && KINDS.containsAll(what),
                "/what",
                "unknown-value",
                "At least one of automation and turns.");
        var reason = body.reason();
        boolean says =
                reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON && PlainText.isLines(reason);
        wrong.check(says, "/reason", "required", "A reason of 1 to " + LONGEST_REASON + " printable characters.");
        wrong.check(
                body.until() == null || body.until().isAfter(clock.instant()),
                "/until",
                "out-of-range",
                "That time has passed.");
        wrong.throwIfAny();
    }

    /** Of a request that was checked; the Workspace may be named by its slug. */
    private HoldTerms terms(Principal principal, HoldRequest body) {
        var scope = Objects.requireNonNull(body.scope());
        var what = KINDS.stream()
                .filter(Objects.requireNonNull(body.what())::contains)
                .toList();
        var id = scope.equals(HoldTerms.WORKSPACE)
                ? workspaces.seen(principal, Objects.requireNonNull(body.id())).id()
                : body.id();
        var terms = new HoldTerms(scope, id, what, body.until());
        require(principal, terms.workspaceId());
        return terms;
    }

    /** The whole instance and teams are held by its operators, a Workspace by those who may change it. */
    private void require(Principal principal, @Nullable String workspaceId) {
        if (workspaceId == null) {
            principal.require("ops:write");
        } else {
            workspaces.requireEditor(workspaces.seen(principal, workspaceId));
        }
    }

    /** Asked before anything is looked at. */
    private static Principal writer() {
        var principal = RequestContext.current().principal();
        if (!principal.has("ops:write")) {
            principal.require("automation:write");
        }
        return principal;
    }

    /** Whoever is stopped may see why. */
    private static Principal caller() {
        var principal = RequestContext.current().principal();
        if (!principal.has("ops:read")) {
            principal.require("automation:read");
        }
        return principal;
    }
}
