package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The main job started by a record of a plain producer, with the credentials that an operator hands out. */
class KafkaTriggerIT {

    private static final String TOPIC = "agentdesk.triggers.v1";
    private static final int COPIES = 50;

    private static PlatformProcess platform;
    private static Journey journey;

    @BeforeAll
    static void start() {
        platform = SharedPlatform.get();
        journey = new Journey(platform.api());
    }

    @Test
    void fiftyCopiesOfAnEventDoTheJobOnce() {
        var workspace = journey.createWorkspace("On call");
        var connector =
                journey.made("/api/v1/connectors", Map.of("kind", "kafka", "name", "CI", "sources", List.of("/ci/")));
        var task = Journey.bash("echo {{body.job}} >> broken.txt");
        journey.made(
                "/api/v1/connectors/" + connector + "/routes",
                Map.of(
                        "name",
                        "broken builds",
                        "filter",
                        "event.type == \"build.failed\"",
                        "prompt",
                        task,
                        "workspace_id",
                        workspace));

        try (var producer =
                new KafkaProducer<>(platform.producer(), new StringSerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(TOPIC).size();
            IntStream.range(0, COPIES).forEach(n -> producer.send(event(n % partitions, "build-77", "build.failed")));
            IntStream.range(0, partitions).forEach(n -> producer.send(event(n, "last-" + n, "build.passed")));
            producer.flush();
            await().atMost(Journey.SOON).until(() -> passed(connector) == partitions);
        }

        await().atMost(Journey.SOON).until(() -> !journey.sessionsOf(workspace).isEmpty());
        var sessions = journey.sessionsOf(workspace);
        assertThat(sessions).hasSize(1);
        var session = sessions.getFirst().path("id").asString();
        journey.awaitStatus(session, "idle");
        assertThat(journey.file(workspace, "broken.txt")).isEqualTo("job-7\n");
        assertThat(journey.events(session, "user.message")).hasSize(1);
        assertThat(journey.session(session).path("origin").path("type").asString())
                .isEqualTo("delivery");
        assertThat(deliveries(connector).stream()
                        .filter(it -> !it.path("status").asString().equals("matched_nothing")))
                .hasSize(1);
    }

    private static ProducerRecord<String, byte[]> event(int partition, String id, String type) {
        var json = Journey.json(Map.of(
                "specversion", "1.0", "id", id, "source", "/ci/builder", "type", type, "data", Map.of("job", "job-7")));
        var sent = new ProducerRecord<String, byte[]>(TOPIC, partition, null, json.getBytes(StandardCharsets.UTF_8));
        sent.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        return sent;
    }

    private static long passed(String connector) {
        return deliveries(connector).stream()
                .filter(it -> it.path("status").asString().equals("matched_nothing"))
                .count();
    }

    private static List<JsonNode> deliveries(String connector) {
        return journey.api()
                .get("/api/v1/connectors/" + connector + "/deliveries?limit=200")
                .json()
                .path("data")
                .valueStream()
                .toList();
    }
}
