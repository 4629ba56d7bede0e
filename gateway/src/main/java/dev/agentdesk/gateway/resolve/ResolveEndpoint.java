package dev.agentdesk.gateway.resolve;

import dev.agentdesk.gateway.asking.Asker;
import dev.agentdesk.kit.problem.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Any id of the platform → what it is and where it is shown; and any event. */
@RestController
final class ResolveEndpoint {

    private final Resolver resolver;
    private final Events events;

    ResolveEndpoint(Resolver resolver, Events events) {
        this.resolver = resolver;
        this.events = events;
    }

    @GetMapping("/api/v1/resolve/{id}")
    Target resolve(@PathVariable String id, HttpServletRequest request) {
        return resolver.resolve(id, Asker.of(request)).orElseThrow(Rejection::notFound);
    }

    @GetMapping("/api/v1/events/{id}")
    JsonNode event(@PathVariable String id, HttpServletRequest request) {
        return events.find(id, Asker.of(request)).orElseThrow(Rejection::notFound);
    }
}
