package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.ALREADY_DECIDED;
import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.EXPIRED;
import static dev.agentdesk.contracts.ProblemCode.ID_REUSED;
import static dev.agentdesk.contracts.ProblemCode.NOT_FOUND;
import static dev.agentdesk.contracts.ProblemCode.STALE_GENERATION;
import static dev.agentdesk.session.conversation.History.NOW;
import static dev.agentdesk.session.conversation.History.SESSION;
import static dev.agentdesk.session.conversation.History.running;
import static dev.agentdesk.session.conversation.History.stamp;
import static dev.agentdesk.session.conversation.History.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.session.conversation.ModelAnswer.Purpose;
import dev.agentdesk.session.conversation.ModelAnswer.Stop;
import dev.agentdesk.session.conversation.ModelAnswer.Tokens;
import dev.agentdesk.session.conversation.SessionCommand.AnswerQuestion;
import dev.agentdesk.session.conversation.SessionCommand.CallModel;
import dev.agentdesk.session.conversation.SessionCommand.CompactContext;
import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.conversation.SessionCommand.Interrupt;
import dev.agentdesk.session.conversation.SessionCommand.RecordReply;
import dev.agentdesk.session.conversation.SessionCommand.SuspendTurn;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.AgentThought;
import dev.agentdesk.session.conversation.SessionEvent.ContextCompacted;
import dev.agentdesk.session.conversation.SessionEvent.ModelAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ModelCalled;
import dev.agentdesk.session.conversation.SessionEvent.PlanChanged;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.UsageCounted;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is written of a model, and what becomes of the questions that it asks. */
class ModelRulesTest {

    private static final Instant EXPIRES = NOW.plusSeconds(60);

    private static CallModel call(long generation) {
        return new CallModel(stamp("evt_call"), SESSION, generation, "prv_1", "large", Purpose.REPLY);
    }

    private static ModelAnswer answer(Stop stop) {
        return new ModelAnswer(Purpose.REPLY, stop, new Tokens(100, 20, 30, 0), new BigDecimal("0.5"), 0, 10);
    }

    private static RecordReply reply(Stop stop, ReplyPart... parts) {
        return new RecordReply(stamp("evt_reply"), SESSION, 1, "evt_call", List.of(parts), answer(stop));
    }

    private static ReplyPart.Asked asked(String id, String tool, Verdict verdict, @Nullable ToolResult instead) {
        return new ReplyPart.Asked(
                id, tool, Map.of("command", "ls"), "sha-ls", new Ruling(verdict, "a rule"), EXPIRES, instead, null);
    }

    private static History questioned() {
        return running()
                .when(reply(Stop.TOOL_USE, asked("evt_q", "ask_user", Verdict.ASK, null)))
                .when(new SuspendTurn(stamp("evt_s"), SESSION, 1));
    }

    private static AnswerQuestion answer(String id, String question, Instant at) {
        return new AnswerQuestion(stamp(id, at), SESSION, question, List.of("main"));
    }

    @Nested
    class ARequest {

        @Test
        void isWrittenDownBeforeItGoesOut() {
            running().when(call(1)).expect(ModelCalled.class);
        }

        @Test
        void isRefusedToARunnerThatLostTheTurn() {
            running().refuses(call(2), STALE_GENERATION);
        }

        @Test
        void isRefusedWhereAPersonHasStoppedTheTurn() {
            running().when(new Interrupt(stamp("evt_i"), SESSION)).refuses(call(1), CONFLICT);
        }
    }

    @Nested
    class AReply {

        @Test
        void isWrittenWholeUnderTheIdsThatWereTold() {
            var history = running()
                    .when(reply(
                            Stop.TOOL_USE,
                            new ReplyPart.Thought("evt_h", "hm", "sig", false),
                            new ReplyPart.Said("evt_r", "I look."),
                            asked("evt_t", "bash", Verdict.ALLOW, null)))
                    .expect(AgentThought.class, AgentReplied.class, ToolRequested.class, ModelAnswered.class);
            assertThat(history.last(AgentReplied.class).stamp().id()).isEqualTo("evt_r");
            assertThat(history.last(ToolRequested.class).stamp().id()).isEqualTo("evt_t");
            assertThat(history.last(ModelAnswered.class).stamp().id()).isNotEqualTo("evt_t");
        }

        @Test
        void hasItsResultsBehindAllItsCalls() {
            var wrong = ToolResult.notRun(Outcome.FAILED, "no JSON");
            running()
                    .when(reply(
                            Stop.TOOL_USE,
                            asked("evt_t1", "bash", Verdict.DENY, null),
                            asked("evt_t2", "nope", Verdict.DENY, wrong),
                            asked("evt_t3", "bash", Verdict.ASK, null)))
                    .expect(
                            ToolRequested.class,
                            ToolRequested.class,
                            ToolRequested.class,
                            ModelAnswered.class,
                            ToolFinished.class,
                            ToolFinished.class);
        }

        @Test
        void showsThePlanThatItMakes() {
            var done = new ToolResult(Outcome.COMPLETED, false, ToolResult.Output.text("shown"), null, 0);
            var plan = new ReplyPart.Asked(
                    "evt_t",
                    "todo",
                    Map.of(),
                    "sha",
                    new Ruling(Verdict.ALLOW, "built in"),
                    EXPIRES,
                    done,
                    List.of(new PlanItem("build", "pending")));
            running()
                    .when(reply(Stop.TOOL_USE, plan))
                    .expect(ToolRequested.class, ModelAnswered.class, PlanChanged.class, ToolFinished.class);
        }

        @Test
        void ofADeadRunnerIsRefused() {
            var late = new RecordReply(stamp("evt_l"), SESSION, 0, "evt_call", List.of(), answer(Stop.END_TURN));
            running().refuses(late, STALE_GENERATION);
        }

        @Test
        void thatWasPaidForCountsAlsoWhereTheTurnIsGivenUpWhileItWaits() {
            var history = questioned()
                    .when(new Interrupt(stamp("evt_i"), SESSION))
                    .expect(TurnInterrupted.class, UsageCounted.class, ToolFinished.class, TurnEnded.class);
            assertThat(history.last(UsageCounted.class).totals())
                    .isEqualTo(new Usage(130, 20, new BigDecimal("0.5"), 0));
        }
    }

    @Nested
    class ACompaction {

        @Test
        void isWrittenWithTheRequestThatMadeIt() {
            running()
                    .when(new CompactContext(
                            stamp("evt_k"), SESSION, 1, "in short", 3, 100, "evt_call", answer(Stop.END_TURN)))
                    .expect(ContextCompacted.class, ModelAnswered.class);
        }
    }

    @Nested
    class AQuestion {

        @Test
        void isAnsweredOnceWithAResultThatTheAgentSees() {
            var history =
                    questioned().when(answer("evt_a", "evt_q", NOW)).expect(QuestionAnswered.class, ToolFinished.class);
            assertThat(history.last(ToolFinished.class).result().output().head())
                    .isEqualTo("main");
            history.when(answer("evt_a", "evt_q", NOW)).expect();
            history.refuses(answer("evt_b", "evt_q", NOW), ALREADY_DECIDED);
        }

        @Test
        void isNotAllowedButAnsweredOrDeclined() {
            questioned()
                    .refuses(
                            new DecideApproval(stamp("evt_d"), SESSION, "evt_q", true, null, null, Remember.ONCE),
                            CONFLICT);
            questioned()
                    .when(new DecideApproval(stamp("evt_d"), SESSION, "evt_q", false, null, "no", Remember.ONCE))
                    .expect(SessionEvent.ApprovalDecided.class, ToolFinished.class);
        }

        @Test
        void expires() {
            questioned().refuses(answer("evt_a", "evt_q", EXPIRES), EXPIRED);
        }

        @Test
        void isNoToolThatWantsToRun() {
            suspended().refuses(answer("evt_a", "evt_t1", NOW), CONFLICT);
            suspended().refuses(answer("evt_a", "evt_x", NOW), NOT_FOUND);
        }

        @Test
        void hasAnIdThatIsUsedForOneAnswer() {
            questioned()
                    .when(answer("evt_a", "evt_q", NOW))
                    .refuses(new AnswerQuestion(stamp("evt_a"), SESSION, "evt_q", List.of("next")), ID_REUSED);
        }
    }
}
