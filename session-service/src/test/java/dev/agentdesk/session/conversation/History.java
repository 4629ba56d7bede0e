package dev.agentdesk.session.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.ClaimTurn;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.RequestTool;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One Session's past, told by commands; ids and times are fixed. */
final class History {

    static final String SESSION = "ses_1";
    static final String WORKSPACE = "wrk_1";
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<SessionEvent> events = new ArrayList<>();
    private SessionState state = SessionState.initial();
    private List<SessionEvent> newest = List.of();
    private int stamps;

    /** A Session that nobody has opened. */
    static History none() {
        return new History();
    }

    static History opened() {
        return none().when(open("evt_open"));
    }

    /** With a turn that has taken the message {@code evt_m1}; its runner has generation 1. */
    static History running() {
        return opened().when(post("evt_m1", OnBusy.ENQUEUE)).when(claim(1));
    }

    /** With a turn that waits for a decision about the call {@code evt_t1}. */
    static History suspended() {
        return running()
                .when(request("evt_t1", Verdict.ASK))
                .when(new SessionCommand.SuspendTurn(stamp("evt_s1"), SESSION, 1));
    }

    static Stamp stamp(String id) {
        return stamp(id, NOW);
    }

    static Stamp stamp(String id, Instant at) {
        return new Stamp(id, at, Actor.user("usr_1"), null, "evt_root", null, 0);
    }

    static OpenSession open(String id) {
        return new OpenSession(stamp(id), SESSION, WORKSPACE, new Origin("user", "usr_1"), null, null, null, Map.of());
    }

    static PostMessage post(String id, OnBusy onBusy) {
        return post(id, "say " + id, onBusy);
    }

    static PostMessage post(String id, String text, OnBusy onBusy) {
        return new PostMessage(stamp(id), SESSION, List.of(Content.text(text)), onBusy, null, 3);
    }

    static ClaimTurn claim(long generation) {
        return new ClaimTurn(stamp("evt_c" + generation), SESSION, generation, "trn_" + generation, 7, "node-a");
    }

    static RequestTool request(String id, Verdict verdict) {
        return new RequestTool(
                stamp(id),
                SESSION,
                1,
                "bash",
                Map.of("command", "ls"),
                "sha-ls",
                new Ruling(verdict, "a rule"),
                NOW.plusSeconds(60));
    }

    History when(SessionCommand command) {
        newest = state.decide(command);
        newest.forEach(event -> state = state.evolve(event));
        events.addAll(newest);
        stamps++;
        return this;
    }

    History expect(Class<?>... types) {
        assertThat(newest.stream().map(Object::getClass).toList()).isEqualTo(List.of(types));
        return this;
    }

    void refuses(SessionCommand command, ProblemCode code) {
        var refusal = catchThrowableOfType(Rejection.class, () -> state.decide(command));
        assertThat(refusal).as("refusal of %s", command).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }

    <T extends SessionEvent> T last(Class<T> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    List<SessionEvent> events() {
        return events;
    }

    List<SessionEvent> newest() {
        return newest;
    }

    SessionState state() {
        return state;
    }

    String nextId() {
        return "evt_n" + stamps;
    }
}
