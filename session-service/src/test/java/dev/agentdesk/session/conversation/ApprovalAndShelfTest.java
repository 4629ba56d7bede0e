package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.ALREADY_DECIDED;
import static dev.agentdesk.contracts.ProblemCode.APPROVAL_CHANGED;
import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.EXPIRED;
import static dev.agentdesk.contracts.ProblemCode.GONE;
import static dev.agentdesk.contracts.ProblemCode.NOT_FOUND;
import static dev.agentdesk.contracts.ProblemCode.SESSION_ARCHIVED;
import static dev.agentdesk.contracts.ProblemCode.STALE_GENERATION;
import static dev.agentdesk.session.conversation.History.NOW;
import static dev.agentdesk.session.conversation.History.SESSION;
import static dev.agentdesk.session.conversation.History.claim;
import static dev.agentdesk.session.conversation.History.opened;
import static dev.agentdesk.session.conversation.History.post;
import static dev.agentdesk.session.conversation.History.request;
import static dev.agentdesk.session.conversation.History.running;
import static dev.agentdesk.session.conversation.History.stamp;
import static dev.agentdesk.session.conversation.History.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.session.conversation.SessionCommand.ArchiveSession;
import dev.agentdesk.session.conversation.SessionCommand.ChangeDetails;
import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.conversation.SessionCommand.DeleteSession;
import dev.agentdesk.session.conversation.SessionCommand.EraseSession;
import dev.agentdesk.session.conversation.SessionCommand.ExpireApproval;
import dev.agentdesk.session.conversation.SessionCommand.UndeleteSession;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalExpired;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.Erased;
import dev.agentdesk.session.conversation.SessionEvent.SessionArchived;
import dev.agentdesk.session.conversation.SessionEvent.SessionDeleted;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.SessionUndeleted;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.permission.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Decisions about a tool call, and the end of a Session. */
class ApprovalAndShelfTest {

    private static final Instant EXPIRES = NOW.plusSeconds(60);

    @Nested
    class Asked {

        @Test
        void isAllowedByThePersonWhoSawTheInput() {
            suspended().when(decide("evt_d", true, "sha-ls", NOW)).expect(ApprovalDecided.class);
        }

        @Test
        void isDeniedWithAResultThatTheAgentSees() {
            var history = suspended()
                    .when(decide("evt_d", false, null, NOW))
                    .expect(ApprovalDecided.class, ToolFinished.class);
            assertThat(history.last(ToolFinished.class).result().outcome()).isEqualTo(Outcome.DENIED);
        }

        @Test
        void refusesADecisionAboutOtherInput() {
            suspended().refuses(decide("evt_d", true, "sha-rm", NOW), APPROVAL_CHANGED);
        }

        @Test
        void refusesADecisionThatComesTooLate() {
            suspended().refuses(decide("evt_d", true, null, EXPIRES), EXPIRED);
        }

        @Test
        void refusesASecondDecision() {
            suspended()
                    .when(decide("evt_d", true, null, NOW))
                    .refuses(decide("evt_d2", false, null, NOW), ALREADY_DECIDED);
        }

        @Test
        void recognisesTheSameDecisionAgain() {
            suspended()
                    .when(decide("evt_d", true, null, NOW))
                    .when(decide("evt_d", true, null, NOW))
                    .expect();
        }

        @Test
        void isUnknownUnderAnotherId() {
            suspended()
                    .refuses(
                            new DecideApproval(stamp("evt_d"), SESSION, "evt_x", true, null, null, Remember.ONCE),
                            NOT_FOUND);
        }

        @Test
        void expiresWithoutBeingDenied() {
            var history = suspended()
                    .when(new ExpireApproval(stamp("evt_x", EXPIRES), SESSION, "evt_t1"))
                    .expect(ApprovalExpired.class, ToolFinished.class);
            assertThat(history.last(ToolFinished.class).result().outcome()).isEqualTo(Outcome.FAILED);
            history.refuses(decide("evt_d", true, null, EXPIRES), EXPIRED);
        }

        @Test
        void doesNotExpireEarlyOrTwice() {
            suspended()
                    .when(new ExpireApproval(stamp("evt_x"), SESSION, "evt_t1"))
                    .expect()
                    .when(new ExpireApproval(stamp("evt_y", EXPIRES), SESSION, "evt_t1"))
                    .when(new ExpireApproval(stamp("evt_z", EXPIRES), SESSION, "evt_t1"))
                    .expect();
        }

        @Test
        void isNotAskedAgainForTheSameInputIfRemembered() {
            var history = running()
                    .when(request("evt_t1", Verdict.ASK))
                    .when(new DecideApproval(stamp("evt_d"), SESSION, "evt_t1", true, null, null, Remember.SESSION))
                    .when(request("evt_t2", Verdict.ASK));
            assertThat(history.last(ToolRequested.class).ruling().verdict()).isEqualTo(Verdict.ALLOW);
            assertThat(history.last(ToolRequested.class).approvalId()).isNull();
        }

        @Test
        void isNotRememberedAgainstADenyingRule() {
            var history = running()
                    .when(request("evt_t1", Verdict.ASK))
                    .when(new DecideApproval(stamp("evt_d"), SESSION, "evt_t1", true, null, null, Remember.SESSION))
                    .when(request("evt_t2", Verdict.DENY));
            assertThat(history.last(ToolRequested.class).ruling().verdict()).isEqualTo(Verdict.DENY);
        }

        private DecideApproval decide(String id, boolean allow, String sha256, Instant at) {
            return new DecideApproval(stamp(id, at), SESSION, "evt_t1", allow, sha256, null, Remember.ONCE);
        }
    }

    @Nested
    class Archived {

        private final History history = running().when(new ArchiveSession(stamp("evt_x"), SESSION));

        @Test
        void endsWhatRan() {
            history.expect(TurnEnded.class, SessionArchived.class);
            history.refuses(TurnTest.end(1), STALE_GENERATION);
        }

        @Test
        void refusesNewMessages() {
            history.refuses(post("evt_m2", OnBusy.ENQUEUE), SESSION_ARCHIVED);
            history.refuses(claim(3), SESSION_ARCHIVED);
        }

        @Test
        void staysArchived() {
            history.when(new ArchiveSession(stamp("evt_y"), SESSION)).expect();
        }

        @Test
        void canStillBeRenamed() {
            history.when(new ChangeDetails(stamp("evt_y"), SESSION, "New", Map.of()))
                    .expect(DetailsChanged.class);
        }
    }

    @Nested
    class Deleted {

        private final History history = opened().when(new DeleteSession(stamp("evt_x"), SESSION));

        @Test
        void refusesUntilItIsUndeleted() {
            history.expect(SessionDeleted.class);
            history.refuses(post("evt_m1", OnBusy.ENQUEUE), CONFLICT);
            history.refuses(new ChangeDetails(stamp("evt_y"), SESSION, "New", Map.of()), CONFLICT);
            history.when(new UndeleteSession(stamp("evt_u"), SESSION)).expect(SessionUndeleted.class);
            history.when(post("evt_m1", OnBusy.ENQUEUE));
        }

        @Test
        void repeatsAreHarmless() {
            history.when(new DeleteSession(stamp("evt_y"), SESSION)).expect();
            opened().when(new UndeleteSession(stamp("evt_u"), SESSION)).expect();
        }
    }

    @Nested
    class Gone {

        @Test
        void refusesEverythingButItsErasure() {
            var history = running().when(new EraseSession(stamp("evt_x"), SESSION));
            history.expect(TurnEnded.class, SessionErased.class);
            history.when(new EraseSession(stamp("evt_y"), SESSION)).expect();
            history.refuses(post("evt_m2", OnBusy.ENQUEUE), GONE);
        }

        @Test
        void loadsFromAHistoryWhoseContentIsErased() {
            SessionState state = SessionState.initial();
            for (var event :
                    suspended().when(new EraseSession(stamp("evt_x"), SESSION)).events()) {
                state = state.evolve(sealed(event) ? new Erased(event.stamp(), SESSION, "session.X") : event);
            }
            assertThat(state).isInstanceOf(SessionState.Gone.class);
        }

        private boolean sealed(SessionEvent event) {
            return SessionConfiguration.register(EventTypes.builder("session"))
                    .build()
                    .of(event.getClass())
                    .sealed();
        }
    }
}
