package dev.agentdesk.workspace.library;

import static dev.agentdesk.workspace.library.LibraryExamples.STAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.workspace.library.EntryCommand.AddEntry;
import dev.agentdesk.workspace.library.EntryCommand.DeleteEntry;
import dev.agentdesk.workspace.library.EntryCommand.ReviseEntry;
import dev.agentdesk.workspace.library.EntryCommand.UndeleteEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryStateTest {

    private static final Content FIRST = new Content("first", "private", "{}", null);
    private static final Content SECOND = new Content("second", "private", "{}", null);

    private static final EntryCommand ADD = new AddEntry(STAMP, "prv_1", Kind.PROVIDER, "usr_1", FIRST);
    private static final EntryCommand REVISE = new ReviseEntry(STAMP, "prv_1", SECOND, null);
    private static final EntryCommand DELETE = new DeleteEntry(STAMP, "prv_1", null);
    private static final EntryCommand UNDELETE = new UndeleteEntry(STAMP, "prv_1");

    @Test
    void countsVersionsFromOne() {
        var events = given(ADD).decide(REVISE);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        EntryEvent.EntryRevised.class,
                        it -> assertThat(it.version()).isEqualTo(2));
    }

    @Test
    void takesRepeatsAsDone() {
        assertThat(given(ADD).decide(ADD)).isEmpty();
        assertThat(given(ADD, REVISE).decide(REVISE)).isEmpty();
        assertThat(given(ADD, DELETE).decide(DELETE)).isEmpty();
        assertThat(given(ADD).decide(UNDELETE)).isEmpty();
    }

    @Test
    void recognisesItsAdditionAlsoAfterARevision() {
        assertThat(given(ADD, REVISE).decide(ADD)).isEmpty();
        refused(given(ADD), new AddEntry(STAMP, "prv_1", Kind.PROVIDER, "usr_2", FIRST), ProblemCode.ID_REUSED);
    }

    @Test
    void refusesAWriteOnAnOldVersion() {
        refused(given(ADD, REVISE), new ReviseEntry(STAMP, "prv_1", FIRST, 1L), ProblemCode.PRECONDITION_FAILED);
        refused(given(ADD, REVISE), new DeleteEntry(STAMP, "prv_1", 1L), ProblemCode.PRECONDITION_FAILED);
    }

    @Test
    void changesADeletedOneOnlyBack() {
        refused(given(ADD, DELETE), REVISE, ProblemCode.CONFLICT);
        assertThat(given(ADD, DELETE).decide(UNDELETE)).hasSize(1);
        assertThat(given(ADD, DELETE, UNDELETE).decide(REVISE)).hasSize(1);
    }

    @Test
    void doesNotExistUntilItIsAdded() {
        for (var command : List.of(REVISE, DELETE, UNDELETE)) {
            refused(EntryState.initial(), command, ProblemCode.NOT_FOUND);
        }
    }

    @Test
    void countsErasedVersionsToo() {
        var erased = EntryState.initial()
                .evolve(new EntryEvent.EntryContentErased(STAMP, "prv_1", "EntryAdded"))
                .evolve(new EntryEvent.EntryContentErased(STAMP, "prv_1", "EntryRevised"));
        assertThat(erased)
                .isInstanceOfSatisfying(
                        EntryState.Live.class,
                        live -> assertThat(live.version()).isEqualTo(2));
    }

    private static EntryState given(EntryCommand... commands) {
        var state = EntryState.initial();
        for (var command : commands) {
            for (var event : state.decide(command)) {
                state = state.evolve(event);
            }
        }
        return state;
    }

    private static void refused(EntryState state, EntryCommand command, ProblemCode code) {
        assertThatThrownBy(() -> state.decide(command))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
