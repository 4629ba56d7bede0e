package dev.agentdesk.session.conversation;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One of each stored event, with everything in it and with only what has to be. */
public final class Examples {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Stamp FULL = new Stamp(
            "evt_01k00000000000000000000001", AT, new Actor("token", "tok_1", "usr_1"), "wrk_1", "cor_1", "evt_0", 1);
    private static final Stamp LEAST = new Stamp("evt_2", AT, Actor.PLATFORM, "wrk_1", "cor_1", null, 0);
    private static final Usage USAGE = new Usage(10, 20, new BigDecimal("0.05"), 3);
    private static final ModelAnswer ANSWER = new ModelAnswer(
            ModelAnswer.Purpose.REPLY,
            ModelAnswer.Stop.TOOL_USE,
            new ModelAnswer.Tokens(10, 20, 3000, 400),
            new BigDecimal("0.0123"),
            1,
            1500);
    private static final List<Content> CONTENT = List.of(Content.text("/run make"), Content.text("please"));

    private Examples() {}

    public static List<SessionEvent> complete() {
        return List.of(
                new SessionEvent.SessionOpened(
                        FULL, "ses_1", "wrk_1", new Origin("delivery", "dlv_1"), "run_1", 7, "d1"),
                new SessionEvent.DetailsChanged(FULL, "ses_1", "Nightly build", Map.of("team", "ci")),
                new SessionEvent.MessageAccepted(FULL, "ses_1", CONTENT, "d2", Placement.BACK, "run_1"),
                new SessionEvent.MessageEdited(FULL, "ses_1", "evt_m1", CONTENT, "d3"),
                new SessionEvent.MessageRemoved(FULL, "ses_1", "evt_m1"),
                new SessionEvent.MessagePromoted(FULL, "ses_1", "evt_m1"),
                new SessionEvent.QueueReordered(FULL, "ses_1", List.of("evt_m2", "evt_m1")),
                new SessionEvent.QueuePaused(FULL, "ses_1"),
                new SessionEvent.QueueResumed(FULL, "ses_1"),
                new SessionEvent.TurnClaimed(FULL, "ses_1", "trn_1", 4, "node-a"),
                new SessionEvent.TurnStarted(FULL, "ses_1", "trn_1", List.of("evt_m1"), 7, "run_1"),
                new SessionEvent.MessagesJoined(FULL, "ses_1", "trn_1", List.of("evt_m2")),
                new SessionEvent.TurnRescheduled(FULL, "ses_1", "trn_1", List.of("evt_t1")),
                new SessionEvent.TurnSuspended(FULL, "ses_1", "trn_1", List.of("evt_t1")),
                new SessionEvent.TurnResumed(FULL, "ses_1", "trn_1", 8),
                new SessionEvent.TurnEnded(FULL, "ses_1", "trn_1", StopReason.END_TURN, USAGE, "run_1"),
                new SessionEvent.TurnInterrupted(FULL, "ses_1", "trn_1", true),
                new SessionEvent.ToolRequested(
                        FULL,
                        "ses_1",
                        "trn_1",
                        "bash",
                        Map.of("command", "git push"),
                        "5ha",
                        new Ruling(Verdict.ASK, "rules[0]: ask bash git push*"),
                        "apr_1",
                        AT.plusSeconds(60)),
                new SessionEvent.ToolStarted(FULL, "ses_1", "trn_1", "evt_t1", 4),
                new SessionEvent.ToolFinished(
                        FULL,
                        "ses_1",
                        "trn_1",
                        "evt_t1",
                        new ToolResult(
                                Outcome.COMPLETED,
                                true,
                                new ToolResult.Output("head", "tail", 70_000, "5ha", true),
                                1,
                                1500)),
                new SessionEvent.ApprovalDecided(
                        FULL, "ses_1", "trn_1", "evt_t1", "apr_1", false, "5ha", "not on Friday", Remember.SESSION),
                new SessionEvent.ApprovalExpired(FULL, "ses_1", "trn_1", "evt_t1", "apr_1"),
                new SessionEvent.AgentReplied(FULL, "ses_1", "trn_1", "done"),
                new SessionEvent.AgentThought(FULL, "ses_1", "trn_1", "hm", "sig", false),
                new SessionEvent.PlanChanged(
                        FULL,
                        "ses_1",
                        "trn_1",
                        "evt_t1",
                        List.of(new PlanItem("build", "completed"), new PlanItem("test", "in_progress"))),
                new SessionEvent.ModelCalled(FULL, "ses_1", "trn_1", "prv_1", "large", ModelAnswer.Purpose.REPLY),
                new SessionEvent.ModelAnswered(FULL, "ses_1", "trn_1", "evt_c1", ANSWER),
                new SessionEvent.ContextCompacted(FULL, "ses_1", "trn_1", "They want it green.", 40, 150_000),
                new SessionEvent.QuestionAnswered(
                        FULL, "ses_1", "trn_1", "evt_t1", "apr_1", List.of("the second", "no")),
                new SessionEvent.TroubleReported(FULL, "ses_1", "trn_1", "limit_reached", false, "200 steps"),
                new SessionEvent.UsageCounted(FULL, "ses_1", "trn_1", USAGE, USAGE),
                new SessionEvent.ChildOpened(
                        FULL, "ses_1", "trn_1", "evt_t1", "ses_2", "wrk_2", "evt_m9", new BigDecimal("0.25")),
                new SessionEvent.ModelChosen(FULL, "ses_1", "large"),
                new SessionEvent.SessionForked(FULL, "ses_1", "ses_0", 12, "current"),
                new SessionEvent.SessionShared(
                        FULL, "ses_1", "shr_1", "5ha", 12, Instant.parse("2026-01-09T03:04:05.678Z"), true),
                new SessionEvent.ShareRevoked(FULL, "ses_1", "shr_1"),
                new SessionEvent.SessionArchived(FULL, "ses_1"),
                new SessionEvent.SessionDeleted(FULL, "ses_1"),
                new SessionEvent.SessionUndeleted(FULL, "ses_1"),
                new SessionEvent.SessionErased(FULL, "ses_1"),
                new SessionEvent.Erased(FULL, "ses_1", "MessageAccepted"));
    }

    public static List<SessionEvent> required() {
        return List.of(
                new SessionEvent.SessionOpened(LEAST, "ses_1", "wrk_1", new Origin("user", null), null, null, "d1"),
                new SessionEvent.DetailsChanged(LEAST, "ses_1", null, Map.of()),
                new SessionEvent.MessageAccepted(LEAST, "ses_1", CONTENT, "d2", Placement.TURN, null),
                new SessionEvent.TurnStarted(LEAST, "ses_1", "trn_1", List.of("evt_m1"), 7, null),
                new SessionEvent.TurnEnded(LEAST, "ses_1", "trn_1", StopReason.FAILED, new Usage(0, 0, null, 0), null),
                new SessionEvent.TurnInterrupted(LEAST, "ses_1", null, false),
                new SessionEvent.ToolRequested(
                        LEAST,
                        "ses_1",
                        "trn_1",
                        "read",
                        Map.of(),
                        "5ha",
                        new Ruling(Verdict.ALLOW, "preset open"),
                        null,
                        null),
                new SessionEvent.ToolFinished(
                        LEAST,
                        "ses_1",
                        "trn_1",
                        "evt_t1",
                        new ToolResult(Outcome.FAILED, true, new ToolResult.Output("", null, 0, null, false), null, 0)),
                new SessionEvent.ApprovalDecided(
                        LEAST, "ses_1", "trn_1", "evt_t1", "apr_1", true, "5ha", null, Remember.ONCE),
                new SessionEvent.AgentThought(LEAST, "ses_1", "trn_1", "sealed", null, true),
                new SessionEvent.ChildOpened(LEAST, "ses_1", "trn_1", "evt_t1", "ses_2", "wrk_2", "evt_m9", null),
                new SessionEvent.ModelAnswered(
                        LEAST,
                        "ses_1",
                        "trn_1",
                        "evt_c1",
                        new ModelAnswer(
                                ModelAnswer.Purpose.COMPACTION,
                                ModelAnswer.Stop.FAILED,
                                ModelAnswer.Tokens.NONE,
                                null,
                                5,
                                0)),
                new SessionEvent.UsageCounted(
                        LEAST, "ses_1", "trn_1", new Usage(0, 0, null, 0), new Usage(0, 0, null, 0)));
    }
}
