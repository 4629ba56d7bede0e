package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;

/** Everything that can have happened to an {@link Entry}; private to this service. */
public sealed interface EntryEvent extends DomainEvent {

    String entryId();

    @Override
    default String aggregateId() {
        return entryId();
    }

    /** Its content is version 1. */
    record EntryAdded(Stamp stamp, String entryId, Kind kind, String owner, Content content) implements EntryEvent {}

    record EntryRevised(Stamp stamp, String entryId, long version, Content content) implements EntryEvent {}

    record EntryDeleted(Stamp stamp, String entryId) implements EntryEvent {}

    record EntryUndeleted(Stamp stamp, String entryId) implements EntryEvent {}

    /** In place of an event whose content can never be read again. */
    record EntryContentErased(Stamp stamp, String entryId, String was) implements EntryEvent {}
}
