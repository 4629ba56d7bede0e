package dev.agentdesk.gateway.ops;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What programs find at the root; browsers get the web application. */
@RestController
final class RootEndpoint {

    record Root(String name, String api, String problems, String setup) {}

    @GetMapping("/")
    Root root() {
        return new Root("Agentdesk", "/api/v1", "/api/v1/problems", "/api/v1/setup");
    }
}
