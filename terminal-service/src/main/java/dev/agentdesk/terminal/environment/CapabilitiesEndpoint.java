package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.sandbox.Control;
import dev.agentdesk.terminal.sandbox.Host;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What kinds of Environment this node can make; the gateway shows it to everybody. */
@RestController
class CapabilitiesEndpoint {

    private final Host host;

    CapabilitiesEndpoint(Node node) {
        this.host = node.host();
    }

    /** @param reason why it is not available */
    record Capability(
            String provider,
            String tier,
            boolean available,
            List<String> enforced,
            @Nullable String reason) {}

    record Capabilities(List<Capability> environments) {}

    @GetMapping("/internal/capabilities")
    Capabilities get() {
        RequestContext.current().principal().requireService();
        return new Capabilities(List.of(
                tier(Tier.T2, "Bubblewrap could not make a sandbox when it was tried at start."),
                new Capability("local", "T1", false, List.of(), "This version does not use Landlock."),
                tier(Tier.T0, "A stronger tier is available and is used for everything.")));
    }

    private Capability tier(Tier tier, String reason) {
        boolean used = host.tier() == tier;
        var enforced =
                host.enforceable().stream().map(Control::published).sorted().toList();
        return new Capability("local", tier.name(), used, used ? enforced : List.of(), used ? null : reason);
    }
}
