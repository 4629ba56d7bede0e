package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.testkit.service.ApiClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The platform is killed between the acceptance of webhooks and the Sessions that they open, again and again; whatever
 * was answered 2xx has opened exactly its Session, and a sender that had no answer may send again.
 */
class WebhookCrashIT {

    private static final int KILLS = 2;
    private static final int PUSHES_PER_LIFE = 12;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    @Test
    void everyAcceptedDeliveryOpensExactlyItsSession() {
        try (var platform = PlatformProcess.started()) {
            var journey = new Journey(platform.api());
            var workspace = journey.createWorkspace("Doctor");
            var door = journey.made(
                    "/api/v1/connectors",
                    Map.of("kind", "webhook", "name", "CI", "scheme", "bearer", "secrets", List.of("a-bearer-token")));
            journey.made(
                    "/api/v1/connectors/" + door + "/routes",
                    Map.of(
                            "name",
                            "all",
                            "filter",
                            "true",
                            "prompt",
                            "Look at {{event.id}}.",
                            "workspace_id",
                            workspace));

            for (int life = 0; life < KILLS; life++) {
                pushAndDie(platform, door, life);
                platform.start();
            }
            var answeredBefore = Set.copyOf(accepted);
            all().forEach(id -> push(platform, door, id));

            assertThat(answeredBefore).isNotEmpty();
            assertThat(accepted).containsExactlyInAnyOrderElementsOf(all());
            await().atMost(Journey.SOON)
                    .until(() -> journey.sessionsOf(workspace).size() >= all().size());
            var origins = journey.sessionsOf(workspace).stream()
                    .map(session -> session.path("origin").path("id").asString())
                    .toList();
            assertThat(origins).doesNotHaveDuplicates().hasSize(all().size());
            var deliveries = journey.api()
                    .get("/api/v1/connectors/" + door + "/deliveries?limit=200")
                    .json()
                    .path("data");
            assertThat(deliveries.valueStream().map(it -> it.path("status").asString()))
                    .hasSize(all().size())
                    .containsOnly("routed");
        }
    }

    private static List<String> all() {
        return IntStream.range(0, KILLS * PUSHES_PER_LIFE)
                .mapToObj(n -> "id-" + n)
                .toList();
    }

    /** Dies as soon as a few are answered: others are on their way, and none has its Session for sure. */
    private void pushAndDie(PlatformProcess platform, String door, int life) {
        int before = accepted.size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all().subList(life * PUSHES_PER_LIFE, (life + 1) * PUSHES_PER_LIFE)
                    .forEach(id -> threads.submit(() -> push(platform, door, id)));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> accepted.size() >= before + 3);
            platform.kill();
        }
    }

    /** Without an answer nothing is known; the sender tries again later. */
    private void push(PlatformProcess platform, String door, String id) {
        try {
            var answer = ApiClient.of(platform.port(), () -> "a-bearer-token")
                    .post("/hooks/" + door, "{\"id\":\"" + id + "\"}", "Idempotency-Key", id);
            if (answer.status() == 202) {
                accepted.add(id);
            }
        } catch (UncheckedIOException died) {
            assertThat(accepted).doesNotContain(id);
        }
    }
}
