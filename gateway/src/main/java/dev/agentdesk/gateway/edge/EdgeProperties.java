package dev.agentdesk.gateway.edge;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the outside reaches this gateway and how much it may send at once.
 *
 * @param publicUrl the address that people and senders use; links and cookies follow it
 * @param allowedHosts further host names (with their port) that may be used, e.g. inside a cluster
 * @param bodyLimit largest body of an ordinary request
 * @param uploadLimit largest body of an upload of files
 */
@ConfigurationProperties("agentdesk")
public record EdgeProperties(
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("2MB") DataSize bodyLimit,
        @DefaultValue("10GB") DataSize uploadLimit) {

    public EdgeProperties {
        if (publicUrl.getHost() == null || !Set.of("http", "https").contains(publicUrl.getScheme())) {
            throw new IllegalArgumentException("agentdesk.public-url must be an http or https address: " + publicUrl);
        }
    }

    /** Whether browsers reach us over TLS; decides the name and the flags of the cookie. */
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }

    /** The public address followed by a path. */
    public String address(String path) {
        var base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
