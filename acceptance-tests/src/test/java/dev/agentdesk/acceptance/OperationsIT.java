package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an operator sees of the whole platform and does with it, through the gateway. */
class OperationsIT {

    private static Journey journey;

    @BeforeAll
    static void start() {
        journey = new Journey(SharedPlatform.get().api());
        var workspace = journey.createWorkspace("Operated");
        journey.watchToTheEnd(journey.open(workspace, Journey.bash("echo busy > made.txt")));
        journey.awaitWorkspace(workspace, "running");
    }

    private static JsonNode get(String path) {
        var answer = journey.api().get("/api/v1/" + path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void theOverviewHasTheFiguresOfEveryService() {
        var seen = get("ops/overview");

        seen.path("services")
                .forEach(it -> assertThat(it.path("answers").asBoolean())
                        .as(it.toString())
                        .isTrue());
        assertThat(seen.at("/workspaces/running").asLong()).isPositive();
        assertThat(seen.at("/sessions/idle").asLong()).isPositive();
        assertThat(seen.at("/turns_last_hour/ended").asLong()).isPositive();
        assertThat(seen.at("/environments/ready").asLong()).isPositive();
        for (var name : Set.of("pending_approvals", "dead_records", "runs_unanswered", "terminals_running")) {
            assertThat(seen.path(name).isNumber()).as(name).isTrue();
        }
    }

    @Test
    void theStorageIsThatOfFiveDatabasesAndOfTheFiles() {
        var seen = get("ops/storage");

        assertThat(seen.path("databases").size()).isEqualTo(5);
        seen.path("databases")
                .forEach(it ->
                        assertThat(it.path("events").asLong()).as(it.toString()).isPositive());
        assertThat(seen.at("/disk/free_bytes").asLong()).isPositive();
        assertThat(seen.at("/workspaces/bytes/files").asLong()).isGreaterThanOrEqualTo("busy\n".length());
    }

    @Test
    void everyReadModelCanBeRebuiltWhileInService() {
        var jobs = new HashSet<String>();
        get("ops/projections").path("data").forEach(it -> {
            if (it.path("rebuildable").asBoolean()) {
                var started = journey.api()
                        .post(
                                "/api/v1/ops/projections/" + it.path("service").asString() + "/"
                                        + it.path("name").asString() + "/rebuild",
                                null);
                assertThat(started.status()).as(started.text()).isEqualTo(202);
                jobs.add(started.json().path("job_id").asString());
            }
        });
        assertThat(jobs).hasSizeGreaterThan(10);
        jobs.forEach(job -> await().atMost(Journey.SOON)
                .untilAsserted(() ->
                        assertThat(get("jobs/" + job).path("status").asString()).isEqualTo("done")));
        var verified = journey.api().post("/api/v1/ops/verify", null).json();
        assertThat(verified.path("mismatches").size()).as(verified.toString()).isZero();
    }
}
