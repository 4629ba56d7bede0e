package dev.agentdesk.testkit.sample;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;

public sealed interface NoteCommand extends Command {

    String NAME = "note";

    String noteId();

    @Override
    default String aggregateId() {
        return noteId();
    }

    record WriteNote(Stamp stamp, String noteId, String text) implements NoteCommand {}

    record PinNote(Stamp stamp, String noteId) implements NoteCommand {}
}
