package dev.agentdesk.kit.store;

import dev.agentdesk.kit.event.DomainEvent;

/**
 * One event as it stands in its stream.
 *
 * @param seq position in its stream, from 1, without gaps; the only cursor that leaves a service
 */
public record Recorded(String aggregateId, long seq, DomainEvent event) {

    /** The one place where a stored sequence number becomes a cursor. */
    static long seq(long sequenceNumber) {
        return sequenceNumber + 1;
    }

    static long sequenceNumber(long seq) {
        return seq - 1;
    }
}
