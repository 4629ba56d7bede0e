package dev.agentdesk.acceptance;

import static dev.agentdesk.acceptance.Journey.bash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * One data folder lives through a {@code kill -9} at each of these points, each time with a message that has just been
 * sent; afterwards all promises hold. One death costs one start, so all points share the folder.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

    private record Point(String service, String name) {}

    /** Before and after each append, claim, start and finish of a tool; each with a message just sent. */
    private static final List<Point> POINTS = List.of(
            new Point("session-service", "append.before"),
            new Point("session-service", "append.after"),
            new Point("session-service", "append.committed"),
            new Point("session-service", "claim.before"),
            new Point("session-service", "claim.after"),
            new Point("terminal-service", "tool.before-start"),
            new Point("terminal-service", "tool.after-start"),
            new Point("terminal-service", "tool.before-finish"),
            new Point("terminal-service", "tool.after-finish"));

    /**
     * Before and after each publication, acknowledgement and stored token: a start after a kill publishes at once what
     * is left, and the last minutes again, so these die while they start, with what the point before them left behind.
     */
    private static final Map<String, String> ON_START = Map.of(
            "append.committed", "publish.before",
            "claim.after", "publish.sent",
            "tool.after-start", "publish.acknowledged",
            "tool.after-finish", "publish.token-stored");

    /** The tool had begun and nobody knows how far it came. */
    private static final Set<String> CUT = Set.of("tool.before-start", "tool.after-start", "tool.before-finish");

    /** What other services hear of. */
    private static final Set<String> FACTS =
            Set.of("desk.session_opened", "user.message", "session.status_running", "session.status_idle");

    private final PlatformProcess platform = PlatformProcess.onFreshFolder();
    private final Map<Point, String> accepted = new LinkedHashMap<>();
    private final List<Point> unanswered = new ArrayList<>();
    private Journey journey;
    private String workspace = "";

    @BeforeAll
    void dieAtEveryPoint(TestReporter report) {
        POINTS.forEach(this::dieAt);
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

    private void dieAt(Point point) {
        platform.startToDieAt(point.service(), point.name());
        prepare();
        platform.arm();
        send(point);
        platform.awaitDeath();
        var onStart = ON_START.get(point.name());
        if (onStart != null) {
            platform.startAndDieAt("session-service", onStart);
            platform.awaitDeath();
        }
    }

    /** The first one creates the Workspace; a new token is asked for only where there is none yet. */
    private void prepare() {
        if (workspace.isEmpty()) {
            journey = new Journey(platform.api());
            workspace = journey.createWorkspace("Crashes");
        }
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

    @Test
    void everyReadModelSaysWhatTheEventsSay() {
        var found = platform.verification();

        assertThat(found.path("read_models").asInt()).isPositive();
        assertThat(found.path("differences").size()).as(found.toString()).isZero();
    }
}
