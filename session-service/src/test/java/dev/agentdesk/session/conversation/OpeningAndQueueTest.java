package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.BUSY;
import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.ID_REUSED;
import static dev.agentdesk.contracts.ProblemCode.NOT_FOUND;
import static dev.agentdesk.contracts.ProblemCode.QUEUE_FULL;
import static dev.agentdesk.session.conversation.History.SESSION;
import static dev.agentdesk.session.conversation.History.claim;
import static dev.agentdesk.session.conversation.History.open;
import static dev.agentdesk.session.conversation.History.opened;
import static dev.agentdesk.session.conversation.History.post;
import static dev.agentdesk.session.conversation.History.running;
import static dev.agentdesk.session.conversation.History.stamp;
import static dev.agentdesk.session.conversation.History.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.session.conversation.SessionCommand.EditMessage;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.PauseQueue;
import dev.agentdesk.session.conversation.SessionCommand.PromoteMessage;
import dev.agentdesk.session.conversation.SessionCommand.RemoveMessage;
import dev.agentdesk.session.conversation.SessionCommand.ReorderQueue;
import dev.agentdesk.session.conversation.SessionCommand.ResumeQueue;
import dev.agentdesk.session.conversation.SessionCommand.TakeSteering;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.MessagePromoted;
import dev.agentdesk.session.conversation.SessionEvent.MessageRemoved;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.QueuePaused;
import dev.agentdesk.session.conversation.SessionEvent.QueueReordered;
import dev.agentdesk.session.conversation.SessionEvent.QueueResumed;
import dev.agentdesk.session.conversation.SessionEvent.SessionOpened;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a Session is opened, and what becomes of the messages that arrive. */
class OpeningAndQueueTest {

    @Nested
    class Unopened {

        @Test
        void opens() {
            opened().expect(SessionOpened.class);
        }

        @Test
        void opensWithATitle() {
            History.none().when(titled("Nightly build")).expect(SessionOpened.class, DetailsChanged.class);
        }

        @Test
        void opensAndTakesTheFirstMessageTogether() {
            History.none()
                    .when(new Together(
                            stamp("evt_open"), SESSION, List.of(open("evt_open"), post("evt_m1", OnBusy.ENQUEUE))))
                    .expect(SessionOpened.class, MessageAccepted.class);
        }

        @Test
        void isNotFoundForAnyOtherCommand() {
            History.none().refuses(post("evt_m1", OnBusy.ENQUEUE), NOT_FOUND);
        }
    }

    @Nested
    class Idle {

        @Test
        void recognisesItsOpeningAgain() {
            opened().when(open("evt_other")).expect();
        }

        @Test
        void refusesAnotherOpeningUnderItsId() {
            opened().refuses(titled("Another"), ID_REUSED);
        }

        @Test
        void acceptsAMessage() {
            opened().when(post("evt_m1", OnBusy.ENQUEUE)).expect(MessageAccepted.class);
        }

        @Test
        void recognisesAMessageAgain() {
            opened().when(post("evt_m1", OnBusy.ENQUEUE))
                    .when(post("evt_m1", OnBusy.ENQUEUE))
                    .expect();
        }

        @Test
        void refusesAnotherMessageUnderAKnownId() {
            opened().when(post("evt_m1", OnBusy.ENQUEUE)).refuses(post("evt_m1", "else", OnBusy.ENQUEUE), ID_REUSED);
        }

        @Test
        void acceptsTheOneMessageThatDoesNotWantToWait() {
            opened().when(post("evt_m1", OnBusy.REJECT)).expect(MessageAccepted.class);
        }

        @Test
        void forgetsRequestsBeyondTheNewest256() {
            var history = opened();
            for (int i = 0; i < Requests.KEPT + 1; i++) {
                history.when(new PauseQueue(stamp("evt_p" + i), SESSION))
                        .when(new ResumeQueue(stamp("evt_r" + i), SESSION));
            }
            assertThat(((LiveSession) history.state()).requests().newest()).hasSize(Requests.KEPT);
        }
    }

    @Nested
    class Running {

        @Test
        void letsAMessageWait() {
            running().when(post("evt_m2", OnBusy.ENQUEUE)).expect(MessageAccepted.class);
        }

        @Test
        void refusesAMessageThatDoesNotWantToWait() {
            running().refuses(post("evt_m2", OnBusy.REJECT), BUSY);
        }

        @Test
        void refusesAMessageBeyondTheQueueLimit() {
            var history = running();
            for (int i = 2; i < 5; i++) {
                history.when(post("evt_m" + i, OnBusy.ENQUEUE));
            }
            history.refuses(post("evt_m5", OnBusy.ENQUEUE), QUEUE_FULL);
        }

        @Test
        void takesASteeringMessageIntoTheTurn() {
            var history = running()
                    .when(post("evt_m2", OnBusy.STEER))
                    .when(new TakeSteering(stamp("evt_x"), SESSION, 1))
                    .expect(MessagesJoined.class);
            assertThat(history.last(MessagesJoined.class).messageIds()).containsExactly("evt_m2");
            history.when(new TakeSteering(stamp("evt_y"), SESSION, 1)).expect();
        }

        @Test
        void isStoppedByAMessageThatInterruptsAndIsNext() {
            var history = running()
                    .when(post("evt_m2", OnBusy.ENQUEUE))
                    .when(post("evt_m3", OnBusy.INTERRUPT))
                    .expect(MessageAccepted.class, TurnInterrupted.class)
                    .when(TurnTest.end(1))
                    .when(claim(2));
            assertThat(history.last(TurnStarted.class).messageIds()).containsExactly("evt_m3");
        }

        @Test
        void acceptsAllOrNothing() {
            var together = new Together(
                    stamp("evt_all"), SESSION, List.of(post("evt_m2", OnBusy.ENQUEUE), post("evt_m3", OnBusy.REJECT)));
            var history = running();
            history.refuses(together, BUSY);
            assertThat(((LiveSession) history.state()).queue().isEmpty()).isTrue();
        }
    }

    @Nested
    class Suspended {

        @Test
        void endsAtOnceWhenAMessageInterrupts() {
            suspended()
                    .when(post("evt_m2", OnBusy.INTERRUPT))
                    .expect(MessageAccepted.class, TurnInterrupted.class, ToolFinished.class, TurnEnded.class);
        }
    }

    @Nested
    class Queue {

        private final History history =
                running().when(post("evt_m2", OnBusy.ENQUEUE)).when(post("evt_m3", OnBusy.ENQUEUE));

        @Test
        void editsAWaitingMessage() {
            history.when(edit("evt_m2", "new")).expect(MessageEdited.class);
            history.when(new EditMessage(stamp("evt_e2"), SESSION, "evt_m2", List.of(Content.text("new"))))
                    .expect();
        }

        @Test
        void refusesToEditAMessageThatWasTaken() {
            history.refuses(edit("evt_m1", "late"), CONFLICT);
        }

        @Test
        void removesAndRefusesToRemoveTwice() {
            history.when(new RemoveMessage(stamp("evt_d"), SESSION, "evt_m2")).expect(MessageRemoved.class);
            history.refuses(new RemoveMessage(stamp("evt_d2"), SESSION, "evt_m2"), CONFLICT);
        }

        @Test
        void promotesToTheFront() {
            history.when(new PromoteMessage(stamp("evt_p"), SESSION, "evt_m3")).expect(MessagePromoted.class);
            assertThat(((LiveSession) history.state()).queue().ids()).containsExactly("evt_m3", "evt_m2");
            history.when(new PromoteMessage(stamp("evt_p2"), SESSION, "evt_m3")).expect();
        }

        @Test
        void reorders() {
            history.when(reorder("evt_m3", "evt_m2")).expect(QueueReordered.class);
        }

        @Test
        void refusesAnOrderThatIsNotOfTheWaitingMessages() {
            history.refuses(reorder("evt_m2"), CONFLICT);
            history.refuses(reorder("evt_m2", "evt_m2"), CONFLICT);
        }

        @Test
        void startsNothingWhilePaused() {
            history.when(new PauseQueue(stamp("evt_p"), SESSION))
                    .expect(QueuePaused.class)
                    .when(TurnTest.end(1))
                    .refuses(claim(2), CONFLICT);
            history.when(new ResumeQueue(stamp("evt_r"), SESSION)).expect(QueueResumed.class);
            history.when(claim(2)).expect(SessionEvent.TurnClaimed.class, TurnStarted.class);
        }

        private EditMessage edit(String id, String text) {
            return new EditMessage(stamp("evt_e"), SESSION, id, List.of(Content.text(text)));
        }

        private ReorderQueue reorder(String... ids) {
            return new ReorderQueue(stamp("evt_o"), SESSION, List.of(ids));
        }
    }

    private static OpenSession titled(String title) {
        return new OpenSession(
                stamp("evt_open"),
                SESSION,
                History.WORKSPACE,
                new Origin("user", "usr_1"),
                null,
                null,
                title,
                Map.of());
    }
}
