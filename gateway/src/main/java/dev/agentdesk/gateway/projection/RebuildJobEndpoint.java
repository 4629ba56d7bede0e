package dev.agentdesk.gateway.projection;

import dev.agentdesk.gateway.projection.RebuildJobs.Row;
import dev.agentdesk.gateway.token.InstanceRights;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/jobs} of rebuilds, in the form of all jobs; the other ones are answered by their service. */
@RestController
final class RebuildJobEndpoint {

    private final RebuildJobs jobs;

    RebuildJobEndpoint(RebuildJobs jobs) {
        this.jobs = jobs;
    }

    record Steps(int done, int total) {}

    /** @param result what came of it; null until it has ended */
    record View(
            String id,
            String kind,
            String status,
            Steps progress,
            @Nullable Map<String, String> result) {}

    @GetMapping("/api/v1/jobs/{job}")
    View get(@PathVariable String job) {
        var row = seen(job, "ops:read");
        return new View(row.id(), "rebuild", row.status(), new Steps(row.isDone() ? 1 : 0, 1), result(row));
    }

    /** What has begun in a service is not broken off: it ends with the live rows or with the rebuilt ones. */
    @DeleteMapping("/api/v1/jobs/{job}")
    ResponseEntity<Void> cancel(@PathVariable String job) {
        jobs.end(seen(job, "ops:write").id(), "cancelled", null);
        return ResponseEntity.noContent().build();
    }

    private static @Nullable Map<String, String> result(Row row) {
        if (row.problem() != null) {
            return Map.of("problem", row.problem());
        }
        return row.isDone() ? Map.of("service", row.service(), "read_model", row.name()) : null;
    }

    private Row seen(String id, String scope) {
        InstanceRights.require(RequestContext.current().principal(), scope);
        return jobs.find(id).orElseThrow(Rejection::notFound);
    }
}
