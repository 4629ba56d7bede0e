package dev.agentdesk.kit;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who this process is and whom it talks to.
 *
 * @param service name of the service, also the issuer of its inner tokens
 * @param nodeId unique per replica; owner of claims and leases
 * @param stealClaims take all claims at start; only where a lock says that no other node lives
 * @param republish how far the publisher goes back at start; after an unclean stop of the broker, acknowledged records
 *     may be gone
 * @param fault a fault point for crash tests; empty in production
 * @param peers base URLs of the other services
 */
@ConfigurationProperties("agentdesk")
public record ServiceProperties(
        String service,
        @Nullable String nodeId,
        boolean stealClaims,
        @DefaultValue("PT0S") Duration republish,
        @DefaultValue("") String fault,
        @DefaultValue Map<String, String> peers) {

    public ServiceProperties {
        nodeId = nodeId == null ? service + "-" + ProcessHandle.current().pid() : nodeId;
    }

    @Override
    public String nodeId() {
        return nodeId == null ? service : nodeId;
    }

    /** @throws IllegalStateException if the configuration does not name that service */
    public String peer(String name) {
        var url = peers.get(name);
        if (url == null) {
            throw new IllegalStateException("agentdesk.peers." + name + " is not configured");
        }
        return url;
    }
}
