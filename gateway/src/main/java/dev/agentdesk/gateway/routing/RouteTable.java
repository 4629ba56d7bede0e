package dev.agentdesk.gateway.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which service answers which public path; the first match wins, no match is answered by the gateway itself.
 *
 * <p>Paths are compared as they were sent; the {@link dev.agentdesk.gateway.edge.Surface} has refused those that a
 * service behind could read differently, so what is decided here is what is asked there.
 */
final class RouteTable {

    private static final String API = "/api/v1";

    private final List<Route> routes = new ArrayList<>();

    RouteTable() {
        own("/workspaces/{id}/activity", "/events/**");
        add("terminal-service", API + "/turns/{id}/changes");
        add("terminal-service", API + "/turns/{id}/revert");
        within("session-service", "permissions");
        within("terminal-service", "files", "checkpoints", "executions", "terminals");
        top("terminal-service", "executions", "terminals");
        within("session-service", "sessions");
        top("session-service", "sessions", "turns", "approvals", "shares", "shared", "search");
        within("trigger-service", "schedules");
        top(
                "trigger-service",
                "schedules",
                "holds",
                "connectors",
                "routes",
                "deliveries",
                "runs",
                "subscriptions",
                "attempts",
                "jobs");
        add("trigger-service", "/hooks/**");
        top("workspace-service", "workspaces", "prompts", "skills", "templates", "providers", "credentials");
        top("workspace-service", "memory-stores", "tags");
    }

    /** The name of the service that answers the path. */
    Optional<String> serviceOf(String path) {
        var parsed = PathContainer.parsePath(path);
        return routes.stream()
                .filter(route -> route.pattern.matches(parsed))
                .findFirst()
                .flatMap(Route::service);
    }

    /** Answered here, though the rest of that path belongs to a service. */
    private void own(String... patterns) {
        for (String pattern : patterns) {
            routes.add(new Route(PathPatternParser.defaultInstance.parse(API + pattern), Optional.empty()));
        }
    }

    private void top(String service, String... names) {
        for (String name : names) {
            add(service, API + "/" + name + "/**");
        }
    }

    private void within(String service, String... names) {
        for (String name : names) {
            add(service, API + "/workspaces/{id}/" + name + "/**");
        }
    }

    private void add(String service, String pattern) {
        routes.add(new Route(PathPatternParser.defaultInstance.parse(pattern), Optional.of(service)));
    }

    private record Route(PathPattern pattern, Optional<String> service) {}
}
