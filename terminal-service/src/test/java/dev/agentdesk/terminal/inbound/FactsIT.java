package dev.agentdesk.terminal.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.testkit.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FactsIT {

    private static Terminal terminal;
    private static KafkaProducer<String, String> producer;
    private static int events;

    @BeforeAll
    static void start() {
        terminal = Terminal.alone();
        producer = new KafkaProducer<>(
                new HashMap<String, Object>(Infrastructure.kafka().clientProperties()),
                new StringSerializer(),
                new StringSerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        terminal.close();
    }

    @Test
    void startsAndStopsAsItHearsAndTellsWhatBecameOfIt() {
        var id = terminal.workspace("{}");
        tell(Topics.WORKSPACE, "workspace.v1.StartRequested", id, "\"generation\":1,\"config_version\":1");
        tell(Topics.WORKSPACE, "workspace.v1.StartRequested", id, "\"generation\":1,\"config_version\":1");
        awaitStatus(id, "ready");
        tell(Topics.WORKSPACE, "workspace.v1.StopRequested", id, "\"generation\":2");
        awaitStatus(id, "stopped");
        tell(Topics.WORKSPACE, "workspace.v1.StartRequested", id, "\"generation\":1,\"config_version\":1");
        tell(Topics.WORKSPACE, "workspace.v1.StartRequested", id, "\"generation\":3,\"config_version\":1");
        awaitStatus(id, "ready");
        assertThat(published(id, 3))
                .containsExactly(
                        "dev.agentdesk.environment.v1.EnvironmentReady 1",
                        "dev.agentdesk.environment.v1.EnvironmentStopped 2",
                        "dev.agentdesk.environment.v1.EnvironmentReady 3");
    }

    @Test
    void takesAccessAsItIsTold() {
        var id = terminal.workspace("{}");
        tell(
                Topics.WORKSPACE,
                "workspace.v1.AccessChanged",
                id,
                "\"slug\":\"told-of\",\"principal_id\":\"wsp_9\",\"owner\":\"usr_9\",\"visibility\":\"private\","
                        + "\"grants\":[],\"deleted\":false");
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> terminal.admin()
                                .get("/api/v1/workspaces/told-of/executions")
                                .status()
                        == 200);
    }

    @Test
    void erasesASessionWithAllThatItsToolsPrinted() throws IOException {
        var id = terminal.running();
        var session = Terminal.session();
        terminal.tool(id, session, 1, "use", "bash", Map.of("command", "yes canary-in-output | head -5000"));
        assertThat(Files.walk(terminal.root().resolve(id).resolve("outputs")).filter(Files::isRegularFile))
                .hasSize(1);
        tell(Topics.SESSION, "session.v1.SessionErased", session, "\"session_id\":\"" + session + "\"", id);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> executions(id) == 0);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(
                        () -> assertThat(Files.walk(terminal.root().resolve(id).resolve("outputs"))
                                        .filter(Files::isRegularFile))
                                .isEmpty());
        assertThat(terminal.tool(id, session, 9, "late", "bash", Map.of("command", "ls"))
                        .code())
                .isEqualTo("stale-generation");
    }

    @Test
    void erasesAWorkspaceWithEverything() {
        var id = terminal.running();
        terminal.bash(id, "echo canary > file");
        tell(Topics.WORKSPACE, "workspace.v1.WorkspaceErasureRequested", id, "");
        tell(Topics.WORKSPACE, "workspace.v1.WorkspaceErasureRequested", id, "");
        assertThat(published(id, 2))
                .containsExactly(
                        "dev.agentdesk.environment.v1.EnvironmentReady 1",
                        "dev.agentdesk.environment.v1.EnvironmentErased 0");
        assertThat(terminal.root().resolve(id)).doesNotExist();
        assertThat(executions(id)).isZero();
        assertThat(terminal.inner()
                        .put("/internal/environments/" + id, "{\"generation\":9}")
                        .code())
                .isEqualTo("gone");
    }

    private static int executions(String id) {
        return terminal.admin()
                .get("/api/v1/workspaces/" + id + "/executions")
                .json()
                .path("data")
                .size();
    }

    private static void awaitStatus(String id, String status) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> terminal.inner()
                        .get("/internal/environments/" + id)
                        .json()
                        .path("status")
                        .asString("")
                        .equals(status));
    }

    private static void tell(String topic, String type, String subject, String members) {
        tell(topic, type, subject, members, subject);
    }

    private static void tell(String topic, String type, String subject, String members, String workspace) {
        var body = "{\"workspace_id\":\"" + workspace + "\"" + (members.isEmpty() ? "" : "," + members) + "}";
        var told = new ProducerRecord<>(topic, subject, body);
        var headers = Map.of(
                "ce_id", "evt_t%025d".formatted(++events),
                "ce_type", "dev.agentdesk." + type,
                "ce_subject", subject,
                "ce_time", "2026-01-01T00:00:00Z",
                "ce_actortype", "user",
                "ce_actorid", "usr_1",
                "ce_workspaceid", workspace,
                "ce_correlationid", "cor_1",
                "ce_depth", "0");
        headers.forEach((name, value) -> told.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(told);
        producer.flush();
    }

    /** The published facts about a Workspace: type and generation. */
    private static List<String> published(String id, int least) {
        var properties = new HashMap<String, Object>(Infrastructure.kafka().clientProperties());
        properties.put("group.id", "facts-it-" + id);
        properties.put("auto.offset.reset", "earliest");
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.ENVIRONMENT));
            Awaitility.await().atMost(40, TimeUnit.SECONDS).until(() -> {
                for (var fact : consumer.poll(Duration.ofMillis(500))) {
                    if (id.equals(fact.key())) {
                        var type =
                                new String(fact.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                        found.add(type + " " + generation(fact.value()));
                    }
                }
                return found.size() >= least;
            });
        }
        return found;
    }

    private static long generation(String json) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(json)
                .path("generation")
                .asLong(0);
    }
}
