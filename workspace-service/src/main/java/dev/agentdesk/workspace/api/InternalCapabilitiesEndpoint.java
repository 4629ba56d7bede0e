package dev.agentdesk.workspace.api;

import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this service contributes to what the instance can do; the gateway shows it to everybody. */
@RestController
final class InternalCapabilitiesEndpoint {

    private final Library library;

    InternalCapabilitiesEndpoint(Library library) {
        this.library = library;
    }

    /** @param providers whether there is any model provider */
    record Capabilities(boolean providers) {}

    @GetMapping("/internal/capabilities")
    Capabilities get() {
        RequestContext.current().principal().requireService();
        return new Capabilities(library.hasAny(Kind.PROVIDER));
    }
}
