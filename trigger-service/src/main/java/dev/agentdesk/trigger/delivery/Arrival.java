package dev.agentdesk.trigger.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How an event came in: facts that say nothing of its content.
 *
 * @param digest SHA-256 of attributes and data in canonical form; two copies of one event have the same
 * @param size bytes of the record's value
 */
public record Arrival(
        String connectorId,
        String digest,
        long size,
        @Nullable String mediaType,
        String topic,
        int partition,
        long position) {}
