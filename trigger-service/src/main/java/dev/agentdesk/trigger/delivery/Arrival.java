package dev.agentdesk.trigger.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How an event came in: facts that say nothing of its content.
 *
 * @param digest SHA-256 of attributes and data in canonical form, or of the request; two copies of one event have the
 *     same
 * @param size bytes of the record's value or of the request's body
 * @param topic where the record stands; null of a webhook, as are {@code partition} and {@code position}
 * @param scheme how the sender of a webhook proved itself; null of a record
 * @param replayOf the delivery that somebody had routed once more; null of one that came
 */
public record Arrival(
        String connectorId,
        String digest,
        long size,
        @Nullable String mediaType,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long position,
        @Nullable String scheme,
        @Nullable String replayOf) {

    public static Arrival byTopic(
            String connectorId,
            String digest,
            long size,
            @Nullable String mediaType,
            String topic,
            int partition,
            long position) {
        return new Arrival(connectorId, digest, size, mediaType, topic, partition, position, null, null);
    }

    public static Arrival byHook(
            String connectorId, String digest, long size, @Nullable String mediaType, String scheme) {
        return new Arrival(connectorId, digest, size, mediaType, null, null, null, scheme, null);
    }

    /** The same, once more. */
    public Arrival again(String original) {
        return new Arrival(connectorId, digest, size, mediaType, topic, partition, position, scheme, original);
    }
}
