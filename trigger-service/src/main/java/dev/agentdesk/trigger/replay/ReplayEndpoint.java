package dev.agentdesk.trigger.replay;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.connector.ConnectorAccess;
import dev.agentdesk.trigger.delivery.Deliveries;
import dev.agentdesk.trigger.filter.FilterError;
import dev.agentdesk.trigger.replay.JobRunner.Work;
import dev.agentdesk.trigger.replay.Past.Span;
import dev.agentdesk.trigger.route.Routes;
import dev.agentdesk.trigger.routing.Rehearsal;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays of deliveries and dry runs of routes: for the owner of the connector, because every route of it is asked and
 * everything that came is looked at.
 */
@RestController
class ReplayEndpoint {

    /** More are not answered at once. */
    private static final int MOST_AT_ONCE = 1000;

    private final ConnectorAccess connectors;
    private final Deliveries deliveries;
    private final Routes routes;
    private final Replays replays;
    private final DryRun dryRun;
    private final Past past;
    private final Jobs jobs;
    private final IdSource ids;
    private final JsonMapper json;

    ReplayEndpoint(
            ConnectorAccess connectors,
            Deliveries deliveries,
            Routes routes,
            Replays replays,
            DryRun dryRun,
            Past past,
            Jobs jobs,
            IdSource ids,
            JsonMapper json) {
        this.connectors = connectors;
        this.deliveries = deliveries;
        this.routes = routes;
        this.replays = replays;
        this.dryRun = dryRun;
        this.past = past;
        this.jobs = jobs;
        this.ids = ids;
        this.json = json;
    }

    @PostMapping("/api/v1/deliveries/{id}/replay")
    ResponseEntity<ReplayView> replay(@PathVariable String id) {
        var principal = caller("automation:replay");
        var original = deliveries.seen(principal, id).orElseThrow(Rejection::notFound);
        connectors.owned(principal, original.connectorId());
        var replay = ids.mint("dlv");
        replays.replay(id, replay, ids.mint("evt"), principal.actor());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/deliveries/" + replay))
                .body(new ReplayView(replay, id));
    }

    @PostMapping("/api/v1/connectors/{connectorId}/replay")
    ResponseEntity<JobStartedView> replay(@PathVariable String connectorId, @RequestBody ReplayRequest body) {
        var principal = caller("automation:replay");
        connectors.owned(principal, connectorId);
        var asked = body.checked();
        var span = new Span(
                connectorId, Objects.requireNonNull(asked.from()), Objects.requireNonNull(asked.to()), asked.status());
        long count = past.count(span);
        if (count != Objects.requireNonNull(asked.expectCount())) {
            throw new Rejection(ProblemCode.CONFLICT, "These are " + count + " deliveries.", Map.of("count", count));
        }
        if (count > DryRun.MOST) {
            throw InvalidRequest.at("/to", "too-many", "At most " + DryRun.MOST + " are replayed at once.");
        }
        return started(principal, JobRunner.REPLAY, count, new Work(span, null, null, null, principal.actor()));
    }

    @PostMapping("/api/v1/routes/{id}/dry-run")
    ResponseEntity<DryRunView> dryRun(@PathVariable String id, @RequestBody DryRunRequest body) {
        var principal = caller("automation:read");
        var route = routes.seen(principal, id).orElseThrow(Rejection::notFound);
        connectors.owned(principal, route.connectorId());
        var asked = body.checked();
        var span = new Span(
                route.connectorId(), Objects.requireNonNull(asked.from()), Objects.requireNonNull(asked.to()), null);
        var filter = Objects.requireNonNullElse(asked.filter(), route.settings().filter());
        var path = asked.path() == null ? route.settings().path() : asked.path();
        var rehearsal = rehearsal(path, filter);
        long count = past.count(span);
        if (count > MOST_AT_ONCE) {
            var work = new Work(span, id, path, filter, principal.actor());
            var job = started(principal, JobRunner.DRY_RUN, Math.min(count, DryRun.MOST), work);
            return ResponseEntity.accepted()
                    .location(Objects.requireNonNull(job.getHeaders().getLocation()))
                    .body(DryRunView.ofJob(Objects.requireNonNull(job.getBody()).jobId()));
        }
        return ResponseEntity.ok(DryRunView.of(dryRun.of(rehearsal, span, id, done -> true)));
    }

    private static Rehearsal rehearsal(@Nullable String path, String filter) {
        try {
            return Rehearsal.of(path, filter);
        } catch (FilterError e) {
            throw InvalidRequest.at("/filter", "invalid-filter", e.detail());
        }
    }

    private ResponseEntity<JobStartedView> started(Principal principal, String kind, long total, Work work) {
        var id = ids.mint("job");
        jobs.add(new Jobs.Row(id, kind, principal.account(), json.writeValueAsString(work), "queued", 0, total, null));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + id))
                .body(new JobStartedView(id));
    }

    private static Principal caller(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
