package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the other services ask about Environments. */
@RestController
@RequestMapping("/internal/environments/{workspaceId}")
class EnvironmentEndpoint {

    private final Environments environments;
    private final Stamps stamps;

    EnvironmentEndpoint(Environments environments, Stamps stamps) {
        this.environments = environments;
        this.stamps = stamps;
    }

    /** A start of this generation was asked for. */
    record StartRequest(long generation) {}

    @PutMapping
    EnvironmentRow start(@PathVariable String workspaceId, @RequestBody StartRequest request) {
        RequestContext.current().principal().requireService();
        if (!Ids.isId("wrk", workspaceId)) {
            throw Rejection.notFound();
        }
        if (request.generation() < 1) {
            throw InvalidRequest.at("/generation", "out-of-range", "Generations begin with 1.");
        }
        return environments.start(workspaceId, request.generation(), stamps.ofRequest(workspaceId));
    }

    @GetMapping
    EnvironmentRow get(@PathVariable String workspaceId) {
        RequestContext.current().principal().requireService();
        return environments.find(workspaceId).orElseThrow(Rejection::notFound);
    }
}
