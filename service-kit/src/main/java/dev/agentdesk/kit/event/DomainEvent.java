package dev.agentdesk.kit.event;

/** A stored fact of one aggregate. Private to its service; published facts are another language ({@code contracts}). */
public interface DomainEvent {

    Stamp stamp();

    /** The stream that it belongs to, and the scope of the key that seals its content. */
    String aggregateId();
}
