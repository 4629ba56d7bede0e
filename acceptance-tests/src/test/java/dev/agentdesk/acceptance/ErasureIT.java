package dev.agentdesk.acceptance;

import static dev.agentdesk.acceptance.Journey.bash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Once a Workspace is erased, no file of the data folder holds anything of what was said and done in it. */
class ErasureIT {

    private static final List<String> DATABASES = List.of("workspace", "terminal", "session", "automation", "gateway");

    /** What producers write to the inbound topic leaves it a day after it was ingested, erased or not. */
    private static final String PRODUCERS = "/kafka/agentdesk.triggers.v1-";

    private static PlatformProcess platform;
    private static Journey journey;

    @BeforeAll
    static void start() {
        platform = SharedPlatform.get();
        journey = new Journey(platform.api());
    }

    @Test
    void leavesNothingOfTheContentAndEverythingOfTheOrder() throws Exception {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        var workspace = createWorkspace(canary);
        var session = open(workspace, canary);
        journey.watchToTheEnd(session);
        assertThat(journey.file(workspace, "kept.txt")).contains(canary);
        assertThat(journey.session(session).path("title").asString()).contains(canary);
        assertThat(found("/api/v1/sessions?q=" + canary)).containsExactly(session);
        assertThat(found("/api/v1/workspaces?q=" + canary)).containsExactly(workspace);
        askFor(workspace, canary);
        deliver(workspace, canary);
        assertThat(filesWith(canary)).isNotEmpty();
        var ids = journey.ids(session);
        var stored = storedEvents(session);

        var erase = journey.api().post("/api/v1/workspaces/" + workspace + "/erase", null);
        assertThat(erase.status()).as(erase.text()).isEqualTo(202);
        journey.awaitWorkspace(workspace, "erased");
        vacuum();

        assertThat(filesWith(canary)).isEmpty();
        assertThat(storedEvents(session).subList(0, stored.size())).isEqualTo(stored);
        assertThat(stored).containsSubsequence(ids);
    }

    private static String createWorkspace(String canary) {
        var rule = Map.of("tool", "bash", "match", "touch *", "decision", "ask");
        var answer = journey.api()
                .post(
                        "/api/v1/workspaces",
                        Journey.json(Map.of(
                                "name",
                                "Keeper of " + canary,
                                "slug",
                                "forgettable",
                                "description",
                                "About " + canary,
                                "tags",
                                List.of(canary),
                                "config",
                                Map.of(
                                        "prompt", Map.of("text", "Mind the " + canary),
                                        "variables", Map.of("BIRD", canary),
                                        "permissions", Map.of("preset", "open", "rules", List.of(rule))))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    /** A tool that waits for a person, who denies it with a reason. */
    private static void askFor(String workspace, String canary) {
        var session = journey.open(workspace, bash("touch " + canary));
        journey.awaitStatus(session, "requires_action");
        var approval = found("/api/v1/approvals?status=pending&workspace_id=" + workspace)
                .getFirst();
        assertThat(journey.api().get("/api/v1/approvals/" + approval).text()).contains(canary);
        var decision = journey.api()
                .post(
                        "/api/v1/approvals/" + approval + "/decision",
                        Journey.json(Map.of("result", "deny", "reason", "no " + canary)));
        assertThat(decision.status()).as(decision.text()).isEqualTo(200);
        journey.awaitStatus(session, "idle");
    }

    /** A record of a plain producer leads to a Session: its body, its subject, the route's filter and prompt. */
    private static void deliver(String workspace, String canary) {
        var connector = journey.made(
                "/api/v1/connectors",
                Map.of("kind", "kafka", "name", "Birds", "sources", List.of("/erasure/" + workspace)));
        journey.made(
                "/api/v1/connectors/" + connector + "/routes",
                Map.of(
                        "name", "Route of " + canary,
                        "filter", "event.subject == \"" + canary + "\"",
                        "prompt", "Seen: {{body.bird}} by " + canary,
                        "workspace_id", workspace));
        var sent = new ProducerRecord<String, byte[]>(
                "agentdesk.triggers.v1",
                Journey.json(Map.of(
                                "specversion",
                                "1.0",
                                "id",
                                "erasure-" + workspace,
                                "source",
                                "/erasure/" + workspace,
                                "type",
                                "bird.seen",
                                "subject",
                                canary,
                                "data",
                                Map.of("bird", canary)))
                        .getBytes(StandardCharsets.UTF_8));
        sent.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        try (var producer =
                new KafkaProducer<>(platform.producer(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(sent);
            producer.flush();
        }
        await().atMost(Journey.SOON)
                .until(() -> journey.sessionsOf(workspace).stream()
                        .anyMatch(
                                it -> it.path("origin").path("type").asString().equals("delivery")
                                        && it.path("status").asString().equals("idle")
                                        && it.path("last_seq").asLong() > 3));
        assertThat(journey.api()
                        .get("/api/v1/connectors/" + connector + "/deliveries")
                        .text())
                .contains(canary);
    }

    private static List<String> found(String path) {
        var answer = journey.api().get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .path("data")
                .valueStream()
                .map(it -> it.path("id").asString())
                .toList();
    }

    /** A title, metadata, a message, the input and the output of a tool, a file, an answer kept for repeats. */
    private static String open(String workspace, String canary) {
        var answer = journey.api()
                .post(
                        "/api/v1/workspaces/" + workspace + "/sessions",
                        Journey.json(Map.of(
                                "title", "On " + canary,
                                "metadata", Map.of("bird", canary),
                                "message", "Remember " + canary + ".\n" + bash("echo " + canary + " | tee kept.txt"))),
                        "Idempotency-Key",
                        "erase-" + workspace);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    /** The ids of a Session's events, in order, from the table itself. */
    private static List<String> storedEvents(String session) throws SQLException {
        try (var database = DriverManager.getConnection(url("session"), "postgres", platform.secret("postgres"));
                var query = database.prepareStatement("select public_id from domain_event"
                        + " where aggregate_identifier = ? order by sequence_number")) {
            query.setString(1, session);
            var ids = new ArrayList<String>();
            var rows = query.executeQuery();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static void vacuum() throws SQLException {
        for (var name : DATABASES) {
            try (var database = DriverManager.getConnection(url(name), "postgres", platform.secret("postgres"));
                    var statement = database.createStatement()) {
                statement.execute("vacuum full");
                statement.execute("checkpoint");
            }
        }
    }

    private static String url(String database) {
        var port = platform.record().path("postgres").path("port").asInt();
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static List<Path> filesWith(String canary) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(platform.data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains(PRODUCERS) && holds(file, canary.getBytes(StandardCharsets.UTF_8))) {
                    found.add(platform.data().relativize(file));
                }
            }
        }
        return found;
    }

    private static boolean holds(Path file, byte[] wanted) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {
                continue;
            }
            return indexOf(content.array(), wanted) >= 0;
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }

    private static int indexOf(byte[] content, byte[] wanted) {
        for (int from = 0; from <= content.length - wanted.length; from++) {
            int same = 0;
            while (same < wanted.length && content[from + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return from;
            }
        }
        return -1;
    }
}
