package dev.agentdesk.trigger.connector;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where senders reach this instance.
 *
 * @param publicUrl the address of the gateway as the outside knows it
 */
@ConfigurationProperties("agentdesk")
public record PublicDoor(
        @DefaultValue("http://localhost:8080") URI publicUrl) {

    /** Where a sender of that connector sends to. */
    public String ingestUrl(String connectorId) {
        var base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/hooks/" + connectorId;
    }
}
