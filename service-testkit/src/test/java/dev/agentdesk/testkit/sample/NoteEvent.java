package dev.agentdesk.testkit.sample;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;

public sealed interface NoteEvent extends DomainEvent {

    String noteId();

    @Override
    default String aggregateId() {
        return noteId();
    }

    record NoteWritten(Stamp stamp, String noteId, String text) implements NoteEvent {}

    record NotePinned(Stamp stamp, String noteId, int times) implements NoteEvent {}

    record Erased(Stamp stamp, String noteId, String was) implements NoteEvent {}
}
