package dev.agentdesk.trigger.replay;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/jobs}: how far long work is; for whoever started it, and administrators. */
@RestController
class JobEndpoint {

    private final Jobs jobs;
    private final JsonMapper json;

    JobEndpoint(Jobs jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    @GetMapping("/api/v1/jobs/{id}")
    JobView get(@PathVariable String id) {
        return view(seen(id));
    }

    /** What it has done until then stays done. */
    @DeleteMapping("/api/v1/jobs/{id}")
    ResponseEntity<Void> cancel(@PathVariable String id) {
        jobs.end(seen(id).id(), "cancelled", null);
        return ResponseEntity.noContent().build();
    }

    private Jobs.Row seen(String id) {
        var principal = RequestContext.current().principal();
        principal.require("automation:read");
        return jobs.find(id)
                .filter(job -> principal.isAdmin() || job.owner().equals(principal.account()))
                .orElseThrow(Rejection::notFound);
    }

    @SuppressWarnings("unchecked")
    private JobView view(Jobs.Row job) {
        return new JobView(
                job.id(),
                job.kind(),
                job.status(),
                new JobView.Progress(job.done(), job.total()),
                job.result() == null ? null : (Map<String, Object>) json.readValue(job.result(), Map.class));
    }
}
