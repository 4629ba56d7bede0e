package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The clock starts work, and everybody can see why. */
class ScheduleIT {

    private static Journey journey;

    @BeforeAll
    static void start() {
        journey = new Journey(SharedPlatform.get().api());
    }

    @Test
    void anInstantBecomesASessionThatLeadsBackToItsSchedule() {
        var workspace = journey.createWorkspace("Night shift");
        var made = journey.api()
                .post(
                        "/api/v1/workspaces/" + workspace + "/schedules",
                        Journey.json(Map.of(
                                "name",
                                "once tonight",
                                "spec",
                                Map.of("at", Instant.now().plusSeconds(2).toString()),
                                "task",
                                Map.of("prompt", Journey.bash("echo done >> night.txt")))));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var schedule = made.json().path("id").asString();

        var run = await().atMost(Journey.SOON)
                .until(() -> runs(schedule), runs -> resolved(runs))
                .getFirst();

        assertThat(run.path("outcome").asString()).isEqualTo("fired");
        assertThat(run.path("resolved").path("code").asString()).isEqualTo("end_turn");
        var session = run.path("session_id").asString();
        assertThat(journey.session(session).path("origin").path("id").asString())
                .isEqualTo(schedule);
        assertThat(journey.file(workspace, "night.txt")).isEqualTo("done\n");
        assertThat(runs(schedule)).hasSize(1);
        assertThat(journey.api()
                        .get("/api/v1/schedules/" + schedule)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("ended");

        var causes = journey.api()
                .get("/api/v1/causes/" + session + "?direction=back")
                .json();
        assertThat(causes.path("nodes")
                        .valueStream()
                        .map(node -> node.path("id").asString()))
                .containsExactly(session, run.path("id").asString(), schedule);
        assertThat(causes.path("edges")
                        .valueStream()
                        .map(edge -> edge.path("relation").asString()))
                .containsExactly("caused", "caused");
    }

    private static boolean resolved(List<JsonNode> runs) {
        return !runs.isEmpty() && runs.getFirst().path("resolved").isObject();
    }

    private static List<JsonNode> runs(String schedule) {
        return journey.api()
                .get("/api/v1/schedules/" + schedule + "/runs")
                .json()
                .path("data")
                .valueStream()
                .toList();
    }
}
