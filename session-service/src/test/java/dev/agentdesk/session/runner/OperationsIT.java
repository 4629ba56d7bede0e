package dev.agentdesk.session.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.embedded.FreePorts;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.session.Desk;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.RunningService;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What operators do while people work: drain the runners, rebuild read models; also when that is cut off. */
class OperationsIT {

    private static final String DRAIN = "/internal/drain";
    private static final String ORDER = "{\"ordered_by\":\"usr_1\"}";

    private static Desk desk;
    private static ApiClient gateway;

    @BeforeAll
    static void start() {
        desk = new Desk();
        gateway = desk.service().asService("gateway");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void aDrainedRunnerHandsBackAtTheNextStepAndTakesNothingUntilTheOrderIsLifted() {
        var workspace = desk.workspace();
        var session = desk.open(workspace, "/run hang first\n/run second");
        await().atMost(Desk.SOON).until(desk.neighbours::runs);

        assertThat(gateway.put(DRAIN, ORDER).status()).isEqualTo(200);
        var other = desk.open(workspace, "/run third");
        await().atMost(Desk.SOON).until(() -> drain().path("draining").asBoolean());
        assertThat(drain().path("turns_running").asLong()).isEqualTo(1);
        desk.neighbours.release("end");
        await().atMost(Desk.SOON).until(() -> drain().path("turns_running").asLong() == 0);

        assertThat(desk.session(session).path("status").asString()).isEqualTo("running");
        await().atMost(Desk.SOON)
                .during(Duration.ofSeconds(1))
                .until(() -> desk.session(other).path("status").asString().equals("queued")
                        && desk.events(session, "agent.tool_result").size() == 1);

        assertThat(gateway.delete(DRAIN).status()).isEqualTo(200);
        desk.awaitStatus(session, "idle");
        desk.awaitStatus(other, "idle");
        assertThat(desk.events(session, "agent.tool_result").stream()
                        .map(it -> it.path("outcome").asString()))
                .containsExactly("completed", "completed");
        assertThat(desk.neighbours.ran).doesNotHaveDuplicates();
        desk.assertGapFree(session);
    }

    /** No test leaves the runners drained for the next one. */
    @AfterEach
    void lift() {
        gateway.delete(DRAIN);
    }

    @Test
    void anOrderToDrainConcernsNoRunnerThatStartsAfterwards() {
        var db = desk.service().bean(JdbcClient.class);
        var running = new Drain(db);
        running.order("usr_1");
        try {
            assertThat(running.find().orElseThrow().concernsUs()).isTrue();
            assertThat(new Drain(db).ordered()).isFalse();
        } finally {
            running.lift();
        }
        assertThat(running.find()).isEmpty();
    }

    private static JsonNode drain() {
        return gateway.get(DRAIN).json();
    }

    /** Three people write, one reads; the rebuild is a replica's that is killed before, or in, the swap. */
    @ParameterizedTest
    @CsvSource({"session-overview, rebuild.swapping", "search, rebuild.filled"})
    void nobodyNoticesThatARebuilderIsKilled(String model, String fault) throws Exception {
        var workspace = desk.workspace();
        var sessions = IntStream.range(0, 3)
                .mapToObj(n -> desk.open(workspace, "/run findable " + n))
                .toList();
        sessions.forEach(it -> desk.awaitStatus(it, "idle"));
        await().atMost(Desk.SOON).until(() -> found(workspace) > 0);
        int port = FreePorts.next();
        try (var rebuilder = rebuilder(port, fault)) {
            await().atMost(Duration.ofSeconds(90)).until(() -> answers(port));
            whileEverybodyIsBusy(workspace, sessions, () -> {
                askToRebuild(port, model);
                assertThat(rebuilder.died()).isTrue();
                assertThat(leftBehind()).hasSize(1);
                desk.service().bean(Rebuilds.class).rebuild(model);
            });
        }
        sessions.forEach(it -> desk.awaitStatus(it, "idle"));
        assertThat(leftBehind()).isEmpty();
        assertThat(desk.service().bean(Rebuilds.class).verify()).isEmpty();
    }

    private static void whileEverybodyIsBusy(String workspace, List<String> sessions, Runnable work) throws Exception {
        var ended = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = sessions.stream()
                    .map(it -> threads.submit(writing(it, ended)))
                    .toList();
            var reader = threads.submit(reading(workspace, sessions.getFirst(), ended));
            try {
                work.run();
            } finally {
                ended.set(true);
            }
            for (var each : busy) {
                assertThat(each.get(2, TimeUnit.MINUTES)).as("written").isPositive();
            }
            assertThat(reader.get(2, TimeUnit.MINUTES)).as("times read").isPositive();
        }
    }

    private static Victim rebuilder(int port, String fault) {
        return Victim.start(desk.properties(
                "rebuilder",
                Map.of("agentdesk.fault", fault, "server.port", port, "agentdesk.runner.enabled", "false")));
    }

    private static void askToRebuild(int port, String model) {
        try {
            RunningService.asService("gateway", port).post("/internal/projections/" + model + "/rebuild", null);
        } catch (UncheckedIOException died) {
            // no answer comes from the dead
        }
    }

    private static boolean answers(int port) {
        try {
            return RunningService.asService("gateway", port)
                            .get("/internal/projections")
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static Callable<Integer> writing(String session, AtomicBoolean ended) {
        return () -> {
            int n = 0;
            while (!ended.get()) {
                var answer = desk.api().patch("/api/v1/sessions/" + session, "{\"title\":\"No. " + n++ + "\"}");
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                TimeUnit.MILLISECONDS.sleep(40);
            }
            return n;
        };
    }

    /** Any error ends it; so does a Session that is older than the one seen before, or a hit that is gone. */
    private static Callable<Integer> reading(String workspace, String session, AtomicBoolean ended) {
        int hits = found(workspace);
        return () -> {
            long newest = 0;
            int times = 0;
            for (; !ended.get(); times++) {
                long seen = desk.session(session).path("last_seq").asLong();
                assertThat(seen).isGreaterThanOrEqualTo(newest);
                newest = seen;
                assertThat(found(workspace)).isGreaterThanOrEqualTo(hits);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            return times;
        };
    }

    private static int found(String workspace) {
        var answer = desk.api().get("/api/v1/search?q=findable&workspace_id=" + workspace);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data").size();
    }

    private static List<String> leftBehind() {
        return desk.service()
                .bean(JdbcClient.class)
                .sql("select schema_name from information_schema.schemata"
                        + " where schema_name like 'rebuild%' or schema_name like 'old%'")
                .query(String.class)
                .list();
    }
}
