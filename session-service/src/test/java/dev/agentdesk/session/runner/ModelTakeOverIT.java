package dev.agentdesk.session.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.session.Desk;
import dev.agentdesk.session.model.ScriptedModel;
import dev.agentdesk.testkit.service.ArmedFaults;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner that dies at each step of turns that ask a model, and what the next one makes of it. */
class ModelTakeOverIT {

    private static final String CONFIG = """
            {"engine":{"kind":"model","provider":"prv_01k00000000000000000000001"},"model":{"name":"large"},
             "permissions":{"preset":"open"}}""";

    private static final List<String> HELD =
            List.of("model.before-call", "model.after-reply", "tool.before-call", "tool.after-result");
    private static final String FATAL = "model.before-call@2";

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk(Map.of("agentdesk.runner.enabled", "false"));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private record Turn(String session, ScriptedModel model) {}

    @Test
    void goesOnFromTheLogAfterAKillAtEachStep(@TempDir Path folder) {
        var faults = new ArmedFaults(folder);
        var turns = new LinkedHashMap<String, Turn>();
        var fault = faults.holding(HELD) + "," + faults.killing(FATAL);
        try (var victim = Victim.start(desk.properties("victim", Map.of("agentdesk.fault", fault)))) {
            for (var point : HELD) {
                turns.put(point, openAt(faults, point));
                faults.awaitMet(point);
            }
            turns.put(FATAL, openAt(faults, FATAL));
            assertThat(victim.died()).isTrue();
        }
        try (var other = desk.replica(Map.of())) {
            turns.values().forEach(it -> desk.awaitStatus(it.session(), "idle"));
        }
        turns.forEach(ModelTakeOverIT::assertThatItEndedAsIfNothingHadHappened);
        assertThat(desk.neighbours.ran).doesNotHaveDuplicates();
        turns.values().forEach(it -> it.model().close());
    }

    /** A request whose reply was lost is made again: the script says the same to both. */
    private static Turn openAt(ArmedFaults faults, String point) {
        var model = new ScriptedModel("anthropic");
        if (point.equals("model.after-reply")) {
            model.calls("bash", "{\"command\":\"lost\"}");
        }
        model.calls("bash", "{\"command\":\"" + point.replace('@', '-') + "\"}").says("done");
        faults.arm(point);
        var workspace = desk.workspace(CONFIG);
        desk.neighbours.providers.put(workspace, Desk.json(model.provider()));
        return new Turn(desk.open(workspace, "go"), model);
    }

    private static void assertThatItEndedAsIfNothingHadHappened(String point, Turn turn) {
        assertThat(desk.session(turn.session()).path("stop_reason").path("type").asString())
                .as(point)
                .isEqualTo("end_turn");
        assertThat(desk.types(turn.session())).as(point).contains("session.status_rescheduled");
        var results = desk.events(turn.session(), "agent.tool_result");
        assertThat(results).as(point).hasSize(1);
        var unknown = point.equals("tool.before-call");
        assertThat(results.getFirst().path("outcome").asString())
                .as(point)
                .isEqualTo(unknown ? "interrupted_unknown_effect" : "completed");
        assertThat(turn.model().requests.getLast().toString())
                .as(point)
                .contains(unknown ? "interrupted_unknown_effect" : "ran " + point.replace('@', '-'));
        assertThat(desk.events(turn.session(), "agent.message")).as(point).hasSize(2);
        desk.assertGapFree(turn.session());
    }
}
