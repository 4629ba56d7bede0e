package dev.agentdesk.session.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.session.Desk;
import dev.agentdesk.session.acp.ScriptedAgent;
import dev.agentdesk.testkit.service.ArmedFaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner that dies at each step of turns in which an agent program works, and what the next one makes of it. */
class AgentTakeOverIT {

    private static final String ASKED = "agent.after-park";
    private static final List<String> HELD = List.of(
            "agent.before-start",
            "agent.before-prompt",
            "agent.after-request",
            "agent.before-allow",
            ASKED,
            "claim.after");
    private static final String FATAL = "agent.after-result";

    private static Desk desk;

    /** What the agents really did. */
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void start() {
        desk = new Desk(Map.of("agentdesk.runner.enabled", "false"));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void goesOnFromTheLogAfterAKillAtEachStep(@TempDir Path folder) {
        var faults = new ArmedFaults(folder);
        var sessions = new LinkedHashMap<String, String>();
        var fault = faults.holding(HELD) + "," + faults.killing(FATAL);
        try (var victim = Victim.start(desk.properties("victim", Map.of("agentdesk.fault", fault)))) {
            for (var point : HELD) {
                sessions.put(point, openAt(faults, point));
                faults.awaitMet(point);
            }
            sessions.put(FATAL, openAt(faults, FATAL));
            assertThat(victim.died()).isTrue();
        }
        try (var other = desk.replica(Map.of())) {
            desk.awaitStatus(sessions.get(ASKED), "requires_action");
            allow(sessions.get(ASKED));
            sessions.values().forEach(session -> desk.awaitStatus(session, "idle"));
        }
        sessions.forEach(this::assertThatItEndedWell);
        assertThat(done).doesNotHaveDuplicates();
        assertThat(sessions.values()).noneMatch(desk.neighbours.programs::runs);
    }

    private String openAt(ArmedFaults faults, String point) {
        faults.arm(point);
        var preset = point.equals(ASKED) ? "careful" : "open";
        var workspace = desk.workspace("""
                {"engine":{"kind":"acp","command":["agent"]},"permissions":{"preset":"%s"}}""".formatted(preset));
        desk.neighbours.programs.scripts.put(workspace, me -> work(me, point));
        return desk.open(workspace, "go");
    }

    /** Looks before it repeats anything, as it is told to. */
    private void work(ScriptedAgent me, String point) throws InterruptedException {
        var told = me.hello(false).prompt();
        if (!told.contains("made") && !told.contains("Its effect is unknown")) {
            if (me.ask("c1", "make " + point).equals("ja")) {
                done.add(point);
                me.ran("c1", "made");
            }
        }
        me.said("done");
        me.done("end_turn");
        me.next();
    }

    private static void allow(String session) {
        var use = desk.events(session, "agent.tool_use").getLast().path("id").asString();
        var answer = desk.post(
                session,
                Map.of(
                        "events",
                        List.of(Map.of("type", "user.tool_confirmation", "tool_use_id", use, "result", "allow"))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private void assertThatItEndedWell(String point, String session) {
        assertThat(desk.session(session).path("stop_reason").path("type").asString())
                .as(point)
                .isEqualTo("end_turn");
        assertThat(desk.types(session)).as(point).contains("session.status_rescheduled");
        var outcomes = desk.events(session, "agent.tool_result").stream()
                .map(it -> it.path("outcome").asString())
                .toList();
        switch (point) {
            case "agent.before-allow" -> {
                assertThat(outcomes).as(point).containsExactly("interrupted_unknown_effect");
                assertThat(done).doesNotContain(point);
            }
            case "agent.after-request", ASKED -> assertThat(outcomes).as(point).containsExactly("failed", "completed");
            default -> assertThat(outcomes).as(point).containsExactly("completed");
        }
        desk.assertGapFree(session);
    }
}
