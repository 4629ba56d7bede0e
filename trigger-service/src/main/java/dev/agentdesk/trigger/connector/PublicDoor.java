package dev.agentdesk.trigger.connector;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where senders reach this instance.
 *
 * @param publicUrl the address of the gateway as the outside knows it
 * @param doorUrl its address from here, where the public one leads nowhere, as inside a container; null: the public one
 */
@ConfigurationProperties("agentdesk")
public record PublicDoor(
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @Nullable URI doorUrl) {

    /** Where a sender of that connector sends to. */
    public String ingestUrl(String connectorId) {
        return under(publicUrl, connectorId);
    }

    /** The same door, as it is reached from here. */
    public String knockUrl(String connectorId) {
        return under(doorUrl == null ? publicUrl : doorUrl, connectorId);
    }

    private static String under(URI gateway, String connectorId) {
        var base = gateway.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/hooks/" + connectorId;
    }
}
