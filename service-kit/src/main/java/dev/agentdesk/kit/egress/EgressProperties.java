package dev.agentdesk.kit.egress;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the administrator allows beyond the public internet.
 *
 * @param privateAllow {@code host:port} pairs that may lie on loopback or in a private network, e.g. a local model
 *     server
 * @param ports ports that may be called at all
 */
@ConfigurationProperties("egress")
public record EgressProperties(
        @DefaultValue List<String> privateAllow,
        @DefaultValue({"80", "443"}) List<Integer> ports) {}
