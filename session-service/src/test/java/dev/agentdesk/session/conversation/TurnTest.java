package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.ID_REUSED;
import static dev.agentdesk.contracts.ProblemCode.STALE_GENERATION;
import static dev.agentdesk.session.conversation.History.SESSION;
import static dev.agentdesk.session.conversation.History.claim;
import static dev.agentdesk.session.conversation.History.opened;
import static dev.agentdesk.session.conversation.History.post;
import static dev.agentdesk.session.conversation.History.request;
import static dev.agentdesk.session.conversation.History.running;
import static dev.agentdesk.session.conversation.History.stamp;
import static dev.agentdesk.session.conversation.History.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.conversation.SessionCommand.EndTurn;
import dev.agentdesk.session.conversation.SessionCommand.FinishTool;
import dev.agentdesk.session.conversation.SessionCommand.Interrupt;
import dev.agentdesk.session.conversation.SessionCommand.Reply;
import dev.agentdesk.session.conversation.SessionCommand.ReportTrouble;
import dev.agentdesk.session.conversation.SessionCommand.RequestTool;
import dev.agentdesk.session.conversation.SessionCommand.StartTool;
import dev.agentdesk.session.conversation.SessionCommand.SuspendTurn;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.ToolStarted;
import dev.agentdesk.session.conversation.SessionEvent.TroubleReported;
import dev.agentdesk.session.conversation.SessionEvent.TurnClaimed;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnRescheduled;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import dev.agentdesk.session.conversation.SessionEvent.UsageCounted;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a turn begins, which runner may write into it, and how it ends. */
class TurnTest {

    static EndTurn end(long generation) {
        return new EndTurn(
                stamp("evt_end" + generation),
                SESSION,
                generation,
                StopReason.END_TURN,
                new Usage(0, 0, BigDecimal.ZERO, 2));
    }

    @Nested
    class Idle {

        @Test
        void startsTheTurnOfTheOldestMessage() {
            var history = opened().when(post("evt_m1", OnBusy.ENQUEUE))
                    .when(post("evt_m2", OnBusy.ENQUEUE))
                    .when(claim(1))
                    .expect(TurnClaimed.class, TurnStarted.class);
            assertThat(history.last(TurnStarted.class).messageIds()).containsExactly("evt_m1");
            assertThat(history.last(TurnStarted.class).configVersion()).isEqualTo(7);
        }

        @Test
        void refusesAClaimWithNothingToDo() {
            opened().refuses(claim(1), CONFLICT);
        }

        @Test
        void refusesAClaimThatAnotherRunnerWon() {
            opened().when(post("evt_m1", OnBusy.ENQUEUE)).refuses(claim(2), STALE_GENERATION);
        }

        @Test
        void keepsAnInterruptOfNothing() {
            opened().when(new Interrupt(stamp("evt_i"), SESSION)).expect(TurnInterrupted.class);
            assertThat(opened().when(new Interrupt(stamp("evt_i"), SESSION))
                            .last(TurnInterrupted.class)
                            .queuePaused())
                    .isFalse();
        }
    }

    @Nested
    class Running {

        @Test
        void logsEveryStepOfATool() {
            running()
                    .when(request("evt_t1", Verdict.ALLOW))
                    .expect(ToolRequested.class)
                    .when(start("evt_t1", 1))
                    .expect(ToolStarted.class)
                    .when(finish("evt_t1", 1))
                    .expect(ToolFinished.class)
                    .when(new Reply(stamp("evt_a"), SESSION, 1, "done"))
                    .expect(AgentReplied.class)
                    .when(end(1))
                    .expect(UsageCounted.class, TurnEnded.class);
        }

        @Test
        void recognisesACallAgain() {
            running()
                    .when(request("evt_t1", Verdict.ALLOW))
                    .when(request("evt_t1", Verdict.ALLOW))
                    .expect();
        }

        @Test
        void refusesAKnownCallWithOtherInput() {
            var changed = new RequestTool(
                    stamp("evt_t1"),
                    SESSION,
                    1,
                    "bash",
                    Map.of("command", "rm"),
                    "sha-rm",
                    new Ruling(Verdict.ALLOW, "a rule"),
                    History.NOW);
            running().when(request("evt_t1", Verdict.ALLOW)).refuses(changed, ID_REUSED);
        }

        @Test
        void answersADeniedCallWithoutRunningIt() {
            var history =
                    running().when(request("evt_t1", Verdict.DENY)).expect(ToolRequested.class, ToolFinished.class);
            assertThat(history.last(ToolFinished.class).result().outcome()).isEqualTo(Outcome.DENIED);
            history.refuses(start("evt_t1", 1), CONFLICT);
        }

        @Test
        void refusesToStartACallTwice() {
            running()
                    .when(request("evt_t1", Verdict.ALLOW))
                    .when(start("evt_t1", 1))
                    .refuses(start("evt_t1", 1), CONFLICT);
        }

        @Test
        void refusesToFinishACallTwice() {
            running()
                    .when(request("evt_t1", Verdict.ALLOW))
                    .when(start("evt_t1", 1))
                    .when(finish("evt_t1", 1))
                    .refuses(finish("evt_t1", 1), CONFLICT);
        }

        @Test
        void keepsAFailureThatPeopleSee() {
            running()
                    .when(new ReportTrouble(stamp("evt_e"), SESSION, 1, "engine_unavailable", false, "why"))
                    .expect(TroubleReported.class);
        }

        @Test
        void addsUpUsageOverTurns() {
            var history = running()
                    .when(end(1))
                    .when(post("evt_m2", OnBusy.ENQUEUE))
                    .when(claim(2))
                    .when(end(2));
            assertThat(history.last(UsageCounted.class).totals().toolCalls()).isEqualTo(4);
        }

        @Test
        void endsAsInterruptedAndPausesTheQueue() {
            var history = running()
                    .when(post("evt_m2", OnBusy.ENQUEUE))
                    .when(new Interrupt(stamp("evt_i"), SESSION))
                    .expect(TurnInterrupted.class);
            history.refuses(request("evt_t1", Verdict.ALLOW), CONFLICT);
            history.when(end(1));
            assertThat(history.last(TurnEnded.class).reason()).isEqualTo(StopReason.INTERRUPTED);
            history.refuses(claim(2), CONFLICT);
        }

        @Test
        void givesEveryOpenCallAResultBeforeItEnds() {
            var history = running()
                    .when(request("evt_t1", Verdict.ALLOW))
                    .when(start("evt_t1", 1))
                    .when(new Interrupt(stamp("evt_i"), SESSION))
                    .when(end(1))
                    .expect(UsageCounted.class, ToolFinished.class, TurnEnded.class);
            assertThat(history.last(ToolFinished.class).result().outcome())
                    .isEqualTo(Outcome.INTERRUPTED_UNKNOWN_EFFECT);
        }
    }

    @Nested
    class TakenOver {

        private final History history =
                running().when(request("evt_t1", Verdict.ALLOW)).when(start("evt_t1", 1));

        @Test
        void namesTheCallsWhoseEffectIsUnknown() {
            history.when(claim(2)).expect(TurnClaimed.class, TurnRescheduled.class);
            assertThat(history.last(TurnRescheduled.class).openTools()).containsExactly("evt_t1");
            assertThat(history.last(TurnRescheduled.class).turnId()).isEqualTo("trn_1");
        }

        @Test
        void refusesEverythingOfTheOldRunner() {
            history.when(claim(2));
            history.refuses(finish("evt_t1", 1), STALE_GENERATION);
            history.refuses(start("evt_t1", 1), STALE_GENERATION);
            history.refuses(request("evt_t2", Verdict.ALLOW), STALE_GENERATION);
            history.refuses(new Reply(stamp("evt_a"), SESSION, 1, "zombie"), STALE_GENERATION);
            history.refuses(end(1), STALE_GENERATION);
            history.refuses(claim(2), STALE_GENERATION);
        }

        @Test
        void refusesToStartTheCallAgain() {
            history.when(claim(2)).refuses(start("evt_t1", 2), CONFLICT);
        }
    }

    @Nested
    class Suspended {

        @Test
        void waitsForADecision() {
            suspended().expect(TurnSuspended.class).refuses(claim(2), CONFLICT);
        }

        @Test
        void doesNotWaitForWhatIsDecidedByNow() {
            running()
                    .when(request("evt_t1", Verdict.ASK))
                    .when(allow("evt_t1"))
                    .when(new SuspendTurn(stamp("evt_s"), SESSION, 1))
                    .expect();
        }

        @Test
        void lettingGoEndsTheRightToWrite() {
            suspended().refuses(new Reply(stamp("evt_a"), SESSION, 1, "late"), STALE_GENERATION);
        }

        @Test
        void goesOnUnderTheSameTurnOnceDecided() {
            var history = suspended().when(allow("evt_t1")).when(claim(2));
            history.expect(TurnClaimed.class, TurnResumed.class);
            assertThat(history.last(TurnResumed.class).turnId()).isEqualTo("trn_1");
            history.when(start("evt_t1", 2)).expect(ToolStarted.class);
        }

        @Test
        void endsAtOnceWhenInterrupted() {
            suspended()
                    .when(new Interrupt(stamp("evt_i"), SESSION))
                    .expect(TurnInterrupted.class, ToolFinished.class, TurnEnded.class);
        }
    }

    private static DecideApproval allow(String toolUseId) {
        return new DecideApproval(stamp("evt_ok"), SESSION, toolUseId, true, null, null, Remember.ONCE);
    }

    private static StartTool start(String id, long generation) {
        return new StartTool(stamp(id + "s"), SESSION, generation, id);
    }

    private static FinishTool finish(String id, long generation) {
        var result = new ToolResult(Outcome.COMPLETED, false, ToolResult.Output.text("ok"), 0, 5);
        return new FinishTool(stamp(id + "f"), SESSION, generation, id, result);
    }
}
