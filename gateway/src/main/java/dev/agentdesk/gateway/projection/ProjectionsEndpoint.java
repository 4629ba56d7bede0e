package dev.agentdesk.gateway.projection;

import dev.agentdesk.gateway.token.InstanceRights;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far each read model and processor of the platform has come; read models can be rebuilt while in service. */
@RestController
final class ProjectionsEndpoint {

    private final Projections projections;
    private final RebuildJobs jobs;
    private final IdSource ids;

    ProjectionsEndpoint(Projections projections, RebuildJobs jobs, IdSource ids) {
        this.projections = projections;
        this.jobs = jobs;
        this.ids = ids;
    }

    record All(List<Projection> data) {}

    record JobStarted(String jobId) {}

    @GetMapping("/api/v1/ops/projections")
    All list() {
        InstanceRights.require(RequestContext.current().principal(), "ops:read");
        return new All(projections.all());
    }

    @PostMapping("/api/v1/ops/projections/{service}/{name}/rebuild")
    ResponseEntity<JobStarted> rebuild(@PathVariable String service, @PathVariable String name) {
        var principal = RequestContext.current().principal();
        InstanceRights.require(principal, "ops:write");
        if (projections.of(service).stream()
                .noneMatch(it -> it.rebuildable() && it.name().equals(name))) {
            throw Rejection.notFound();
        }
        var id = ids.mint("job");
        jobs.add(id, principal.account(), service, name);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + id))
                .body(new JobStarted(id));
    }
}
