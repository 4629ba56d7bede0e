package dev.agentdesk.testkit.sample;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.testkit.sample.NoteCommand.PinNote;
import dev.agentdesk.testkit.sample.NoteCommand.WriteNote;
import dev.agentdesk.testkit.sample.NoteEvent.Erased;
import dev.agentdesk.testkit.sample.NoteEvent.NotePinned;
import dev.agentdesk.testkit.sample.NoteEvent.NoteWritten;
import java.util.List;

sealed interface NoteState {

    record Blank() implements NoteState {}

    record Written(int pins, int writes) implements NoteState {}

    static NoteState initial() {
        return new Blank();
    }

    default List<NoteEvent> decide(NoteCommand command) {
        return switch (command) {
            case WriteNote write -> List.of(new NoteWritten(write.stamp(), write.noteId(), write.text()));
            case PinNote pin ->
                switch (this) {
                    case Blank b -> throw Rejection.notFound();
                    case Written w when w.pins() >= 1_000_000 -> throw new Rejection(ProblemCode.CONFLICT, "enough");
                    case Written w -> List.of(new NotePinned(pin.stamp(), pin.noteId(), w.pins() + 1));
                };
        };
    }

    default NoteState evolve(NoteEvent event) {
        var was = this instanceof Written written ? written : new Written(0, 0);
        return switch (event) {
            case NoteWritten w -> new Written(was.pins(), was.writes() + 1);
            case NotePinned p -> new Written(p.times(), was.writes());
            case Erased e -> new Written(was.pins(), was.writes() + 1);
        };
    }
}
