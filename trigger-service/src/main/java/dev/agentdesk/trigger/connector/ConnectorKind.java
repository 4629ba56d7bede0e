package dev.agentdesk.trigger.connector;

import java.util.Locale;

/** By what road events reach a Connector. */
public enum ConnectorKind {
    /** CloudEvents on the topic {@code agentdesk.triggers.v1}. */
    KAFKA,
    /** Signed HTTP requests to {@code /hooks/{connector}}. */
    WEBHOOK,
    /** The Events API of Slack: a webhook whose threads are Sessions, with answers into the thread. */
    SLACK;

    /** The form in requests and answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
