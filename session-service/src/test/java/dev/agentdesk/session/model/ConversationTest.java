package dev.agentdesk.session.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.ModelAnswer;
import dev.agentdesk.session.conversation.ModelAnswer.Purpose;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.Placement;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.AgentThought;
import dev.agentdesk.session.conversation.SessionEvent.ContextCompacted;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.ModelAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ModelCalled;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.model.Message.Part;
import dev.agentdesk.session.model.Message.Role;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a model is shown of a log. */
class ConversationTest {

    private static final String A = "prv_a";
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final Conversation conversation = new Conversation(id -> "earlier " + id);
    private long seq;

    private void add(String id, Function<Stamp, SessionEvent> event) {
        var stamp = new Stamp(id, AT, Actor.PLATFORM, "wrk_1", "cor_1", null, 0);
        conversation.add(new Recorded("ses_1", ++seq, event.apply(stamp)));
    }

    private void asked(String id, String text) {
        add(id, it -> new MessageAccepted(it, "ses_1", List.of(Content.text(text)), "d", Placement.BACK, null));
        taken(id);
    }

    private void taken(String id) {
        add("evt_s", it -> new TurnStarted(it, "ses_1", "trn_1", List.of(id), 1, null));
    }

    private void called(String provider) {
        add("evt_c", it -> new ModelCalled(it, "ses_1", "trn_1", provider, "large", Purpose.REPLY));
    }

    private void thought(String text) {
        add("evt_h", it -> new AgentThought(it, "ses_1", "trn_1", text, "sig", false));
    }

    private void said(String text) {
        add("evt_r", it -> new AgentReplied(it, "ses_1", "trn_1", text));
    }

    private void tool(String id) {
        add(
                id,
                it -> new ToolRequested(
                        it,
                        "ses_1",
                        "trn_1",
                        "bash",
                        Map.of("command", id),
                        "5ha",
                        new Ruling(Verdict.ALLOW, "preset open"),
                        null,
                        null));
    }

    private void result(String id, String text) {
        add(
                "evt_f" + id,
                it -> new ToolFinished(
                        it,
                        "ses_1",
                        "trn_1",
                        id,
                        new ToolResult(Outcome.COMPLETED, false, ToolResult.Output.text(text), 0, 1)));
    }

    @Test
    void resultsOfOneReplyStandTogetherBehindIt() {
        asked("m1", "go");
        called(A);
        said("I look.");
        tool("t1");
        tool("t2");
        result("t2", "two");
        result("t1", "one");
        assertThat(conversation.messages(A, "large"))
                .containsExactly(
                        new Message(Role.USER, List.of(new Part.Text("go"))),
                        new Message(
                                Role.ASSISTANT,
                                List.of(
                                        new Part.Text("I look."),
                                        new Part.ToolUse("t1", "bash", Map.of("command", "t1")),
                                        new Part.ToolUse("t2", "bash", Map.of("command", "t2")))),
                        new Message(
                                Role.USER,
                                List.of(new Part.Result("t2", "two", false), new Part.Result("t1", "one", false))));
    }

    @Test
    void aMessageComesWhenItsTurnTakesItAndNotWhenItWasPosted() {
        add("m1", it -> new MessageAccepted(it, "ses_1", List.of(Content.text("first")), "d", Placement.BACK, null));
        add("m2", it -> new MessageAccepted(it, "ses_1", List.of(Content.text("second")), "d", Placement.BACK, null));
        taken("m1");
        called(A);
        said("one");
        taken("m2");
        assertThat(conversation.messages(A, "large").stream()
                        .map(it -> it.parts().getFirst()))
                .containsExactly(new Part.Text("first"), new Part.Text("one"), new Part.Text("second"));
    }

    @Test
    void aMessageFromBeforeIsLookedUp() {
        taken("m0");
        assertThat(conversation.messages(A, "large"))
                .containsExactly(new Message(Role.USER, List.of(new Part.Text("earlier m0"))));
    }

    @Test
    void thoughtsAreShownToTheModelThatHadThemOnly() {
        asked("m1", "go");
        called(A);
        thought("mine");
        said("so");
        called("prv_b");
        thought("another's");
        assertThat(conversation.messages(A, "large").toString())
                .contains("mine")
                .doesNotContain("another's");
        assertThat(conversation.messages("prv_b", "large").toString())
                .contains("another's")
                .doesNotContain("mine");
        assertThat(conversation.messages(A, "small").toString()).doesNotContain("mine");
    }

    @Test
    void afterACompactionTheSummaryStandsForWhatWasBefore() {
        asked("m1", "old");
        called(A);
        tool("t1");
        result("t1", "ran");
        called(A);
        said("kept");
        long kept = seq - 1;
        assertThat(conversation.keptFrom(5)).isEqualTo(kept);
        add("evt_k", it -> new ContextCompacted(it, "ses_1", "trn_1", "in short", kept, 100));
        assertThat(conversation.messages(A, "large"))
                .containsExactly(
                        new Message(Role.USER, List.of(new Part.Text("in short"))),
                        new Message(Role.ASSISTANT, List.of(new Part.Text("kept"))));
    }

    @Test
    void aHistoryThatBeginsInTheMiddleStaysOneThatWiresTake() {
        result("t0", "its call is gone");
        said("then this");
        assertThat(conversation.messages(A, "large").getFirst().role()).isEqualTo(Role.USER);
        assertThat(conversation.messages(A, "large").toString()).doesNotContain("its call is gone");
    }

    @Test
    void whatTheModelCountedIsBetterThanAGuess() {
        asked("m1", "x".repeat(3_000));
        assertThat(conversation.tokens()).isEqualTo(1_000);
        add(
                "evt_a",
                it -> new ModelAnswered(
                        it,
                        "ses_1",
                        "trn_1",
                        "evt_c",
                        new ModelAnswer(
                                Purpose.REPLY,
                                ModelAnswer.Stop.TOOL_USE,
                                new ModelAnswer.Tokens(400, 50, 30, 20),
                                null,
                                0,
                                1)));
        result("t1", "y".repeat(260));
        assertThat(conversation.tokens()).isEqualTo(500 + 100);
    }
}
