package dev.agentdesk.acceptance;

import static dev.agentdesk.acceptance.Journey.bash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * One data folder lives through {@code kill -9}s that meet work at each of these points; afterwards all promises hold.
 * One death costs one start, so one meets as many points as it can: each holds a message that was just sent, and with
 * the last one the process ends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

    private record Point(String service, String name) {}

    /** Before and after each claim, start and finish of a tool, and append; each with a message just sent. */
    private static final List<Point> POINTS = List.of(
            new Point("session-service", "claim.before"),
            new Point("session-service", "claim.after"),
            new Point("terminal-service", "tool.before-start"),
            new Point("terminal-service", "tool.after-start"),
            new Point("terminal-service", "tool.before-finish"),
            new Point("terminal-service", "tool.after-finish"),
            new Point("session-service", "append.before"),
            new Point("session-service", "append.after"),
            new Point("session-service", "append.committed"));

    private static final String PUBLISH = "publish.before";

    /** Between the filled copy and the swap. */
    private static final String REBUILD = "rebuild.filled";

    /**
     * After each publication, acknowledgement and stored token: a start after a kill publishes at once what is left,
     * and the last minutes again, so these die while they start, with what the death before them left behind.
     */
    private static final List<String> ON_START =
            List.of("publish.sent", "publish.acknowledged", "publish.token-stored");

    /** The tool had begun and nobody knows how far it came. */
    private static final Set<String> CUT = Set.of("tool.before-start", "tool.after-start", "tool.before-finish");

    /** What other services hear of. */
    private static final Set<String> FACTS =
            Set.of("desk.session_opened", "user.message", "session.status_running", "session.status_idle");

    private final PlatformProcess platform = PlatformProcess.onFreshFolder();
    private final Map<Point, String> accepted = new ConcurrentHashMap<>();
    private final List<Point> unanswered = new CopyOnWriteArrayList<>();
    private Journey journey;
    private String workspace = "";
    private String rebuild = "";

    @BeforeAll
    void dieAtEveryPoint(TestReporter report) {
        platform.startToDieAt(settings());
        journey = new Journey(platform.api());
        workspace = journey.createWorkspace("Crashes", Map.of("limits", Map.of("concurrent_turns", POINTS.size())));
        rebuild = rebuildUntilHeld();
        dieAt(POINTS);
        ON_START.forEach(point -> {
            platform.startAndDieAt("session-service", point);
            platform.awaitDeath();
        });
        platform.start();
        report.publishEntry("start after kill -9", platform.lastStart().toString());
        unanswered.forEach(this::repeat);
        journey.sessionsOf(workspace)
                .forEach(session -> journey.awaitStatus(session.path("id").asString(), "idle"));
    }

    @AfterAll
    void end() {
        platform.close();
    }

    /** All hold but the last one. */
    private Map<String, String> settings() {
        var faults = platform.faults();
        var fatal = POINTS.getLast();
        var held = POINTS.subList(0, POINTS.size() - 1).stream()
                .collect(Collectors.groupingBy(
                        Point::service, Collectors.mapping(Point::name, Collectors.toCollection(ArrayList::new))));
        held.get(fatal.service()).addAll(List.of(PUBLISH, REBUILD));
        return held.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        it -> faults.holding(it.getValue())
                                + (it.getKey().equals(fatal.service()) ? "," + faults.killing(fatal.name()) : "")));
    }

    /** The death meets a rebuild too. */
    private String rebuildUntilHeld() {
        platform.faults().arm(REBUILD);
        var started = journey.api().post("/api/v1/ops/projections/session-service/session-overview/rebuild", null);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        platform.faults().awaitMet(REBUILD);
        return started.json().path("job_id").asString();
    }

    /** From the first message on the publisher holds too. */
    private void dieAt(List<Point> points) {
        var faults = platform.faults();
        faults.arm(PUBLISH);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var point : points) {
                faults.arm(point.name());
                threads.submit(() -> send(point));
                faults.awaitMet(point.name());
            }
            platform.awaitDeath();
        }
        assertThat(faults.isMet(PUBLISH)).isTrue();
    }

    private void send(Point point) {
        try {
            var answer = journey.tryOpen(workspace, message(point), "Idempotency-Key", key(point));
            if (answer.status() == 201) {
                accepted.put(point, answer.json().path("id").asString());
            } else {
                unanswered.add(point);
            }
        } catch (UncheckedIOException died) {
            unanswered.add(point);
        }
    }

    private void repeat(Point point) {
        var answer = journey.tryOpen(workspace, message(point), "Idempotency-Key", key(point));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        accepted.put(point, answer.json().path("id").asString());
    }

    private static String message(Point point) {
        return bash("echo x >> count-" + point.name() + ".txt");
    }

    private static String key(Point point) {
        return "crash-" + point.service() + "-" + point.name();
    }

    @Test
    void everyAcceptedMessageIsInItsLogOnce() {
        assertThat(accepted).containsOnlyKeys(POINTS);
        accepted.forEach((point, session) -> {
            var messages = journey.events(session, "user.message");
            assertThat(messages).as(point.toString()).hasSize(1);
            assertThat(messages.getFirst().toString()).contains("count-" + point.name());
        });
        assertThat(journey.sessionsOf(workspace)).hasSize(accepted.size());
    }

    @Test
    void everyTurnHasEnded() {
        accepted.forEach((point, session) -> {
            assertThat(journey.events(session, "session.status_idle"))
                    .as(point.toString())
                    .hasSize(1);
            assertThat(journey.stopReason(session)).as(point.toString()).isEqualTo("end_turn");
        });
    }

    @Test
    void noToolRanTwice() {
        accepted.forEach((point, session) -> {
            var results = journey.events(session, "agent.tool_result");
            assertThat(results).as(point.toString()).hasSize(1);
            var outcome = results.getFirst().path("outcome").asString();
            assertThat(outcome).as(point.toString()).isIn("completed", "interrupted_unknown_effect");
            var path = "/api/v1/workspaces/" + workspace + "/files/content?path=count-" + point.name() + ".txt";
            var counted = journey.api().get(path);
            assertThat(counted.status() == 404 ? "" : counted.text())
                    .as(point.toString())
                    .isIn(outcome.equals("completed") ? List.of("x\n") : List.of("x\n", ""));
        });
    }

    @Test
    void aToolThatWasCutIsOfUnknownEffect() {
        accepted.forEach((point, session) -> {
            if (CUT.contains(point.name())) {
                var result = journey.events(session, "agent.tool_result").getFirst();
                assertThat(result.path("outcome").asString())
                        .as(point.toString())
                        .isEqualTo("interrupted_unknown_effect");
            }
        });
        assertThat(accepted.keySet()).anyMatch(point -> CUT.contains(point.name()));
    }

    @Test
    void everyFactIsOnKafkaInOrderWithItsOneId() {
        try (var topic = new TopicReader(platform, "agentdesk.session.v1")) {
            accepted.forEach((point, session) -> {
                var expected = journey.events(session).stream()
                        .filter(event -> FACTS.contains(Journey.type(event)))
                        .map(event -> event.path("id").asString())
                        .toList();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(topic.idsOf(session))
                                .as(point.toString())
                                .isEqualTo(expected));
            });
        }
    }

    /** Nobody had to ask for it again. */
    @Test
    void theRebuildThatWasCutIsDone() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var job = journey.api().get("/api/v1/jobs/" + rebuild);
            assertThat(job.json().path("status").asString()).as(job.text()).isEqualTo("done");
        });
    }

    @Test
    void everyReadModelSaysWhatTheEventsSay() {
        var found = platform.verification();

        assertThat(found.path("read_models").asInt()).isPositive();
        assertThat(found.path("differences").size()).as(found.toString()).isZero();
    }
}
