package dev.agentdesk.trigger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.testkit.infrastructure.Infrastructure;
import dev.agentdesk.testkit.infrastructure.KafkaAccess;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** trigger-service on a real database and broker, with small neighbours that answer as they are told. */
final class Platform implements AutoCloseable {

    static final Principal ANNA = member("usr_0000000000000000000000anna");
    static final Principal BERT = member("usr_0000000000000000000000bert");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HttpServer neighbours;
    private final Map<String, String> workspaces = new ConcurrentHashMap<>();
    private final Map<String, String> runs = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, String> spoken = new ConcurrentHashMap<>();
    private final Map<String, Object> properties = new HashMap<>();
    private final KafkaProducer<String, byte[]> producer;
    private volatile boolean down;
    RunningService service;

    Platform(Map<String, Object> more) {
        neighbours = neighbours();
        var url = "http://127.0.0.1:" + neighbours.getAddress().getPort();
        properties.putAll(dev.agentdesk.testkit.infrastructure.ServiceProperties.of("trigger-service"));
        properties.put("agentdesk.peers.workspace-service", url);
        properties.put("agentdesk.peers.session-service", url);
        properties.putAll(more);
        service = RunningService.start(TriggerService.class, properties);
        producer = new KafkaProducer<>(clientProperties(), new StringSerializer(), new ByteArraySerializer());
    }

    static Principal member(String id) {
        return new Principal(
                id,
                "user",
                id,
                "member",
                List.of("automation:read", "automation:write", "automation:replay"),
                null,
                null);
    }

    /** Starts a second replica on the same database. */
    RunningService replica() {
        return RunningService.start(TriggerService.class, properties);
    }

    /** With which another process runs on the same database. */
    Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    void restart() {
        service.close();
        service = RunningService.start(TriggerService.class, properties);
    }

    ApiClient anna() {
        return service.as(ANNA);
    }

    ApiClient bert() {
        return service.as(BERT);
    }

    /** A Workspace of Anna's that workspace-service knows. */
    String workspace() {
        return workspace(ANNA, "private", "[]");
    }

    String workspace(Principal owner, String visibility, String grants) {
        var id = id("wrk");
        workspaces.put(id, workspaceJson(id, owner, visibility, grants));
        return id;
    }

    void change(String id, Principal owner, String visibility, String grants) {
        workspaces.put(id, workspaceJson(id, owner, visibility, grants));
    }

    private static String workspaceJson(String id, Principal owner, String visibility, String grants) {
        return """
                {"id":"%s","slug":"slug-%s","name":"W","principal_id":"wsp_1","owner":"%s","visibility":"%s",
                 "grants":%s,"status":"running","generation":1,"config_version":1,"deleted":false}""".formatted(id, id.substring(20).toLowerCase(), owner.id(), visibility, grants);
    }

    /** What session-service answers about a run. */
    void answerAbout(String runId, String json) {
        runs.put(runId, json);
    }

    void neighboursDown(boolean down) {
        this.down = down;
    }

    /** An id that no other test has. */
    static String id(String prefix) {
        return prefix + "_" + "%026d".formatted(System.nanoTime() * 1000 + NUMBER.incrementAndGet() % 1000);
    }

    /** A source that no other test has: the topic is shared. */
    static String source() {
        return "https://ci.example/" + id("src") + "/";
    }

    String connector(String source) {
        var answer = anna().post("/api/v1/connectors", """
                {"kind":"kafka","name":"CI","sources":["%s"]}""".formatted(source));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.json().get("id").asString();
    }

    String route(String connector, String workspace, String filter, String prompt) {
        var answer = anna().post("/api/v1/connectors/" + connector + "/routes", """
                {"name":"Fix it","workspace_id":"%s","filter":"%s","prompt":"%s"}""".formatted(
                        workspace, filter.replace("\"", "\\\""), prompt));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.json().get("id").asString();
    }

    /** A record as a plain producer sends it: structured mode. */
    static ProducerRecord<String, byte[]> event(String source, String id, String type, String data) {
        var json = """
                {"specversion":"1.0","id":"%s","source":"%s","type":"%s","subject":"job-7","data":%s}""".formatted(id, source, type, data);
        var sent = record(json);
        sent.headers().add("content-type", bytes("application/cloudevents+json; charset=UTF-8"));
        return sent;
    }

    static ProducerRecord<String, byte[]> record(String value) {
        return new ProducerRecord<>(Topics.TRIGGERS_INBOUND, bytes(value));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void send(ProducerRecord<String, byte[]> sent) {
        try {
            producer.send(sent).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A fact of a neighbour, as the kit publishes it. */
    void tell(String topic, String type, String subject, String json) {
        var sent = new ProducerRecord<>(topic, subject, bytes(json));
        var headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", id("evt"),
                "ce_type", "dev.agentdesk." + type,
                "ce_source", "/test",
                "ce_subject", subject,
                "ce_time", java.time.Clock.systemUTC().instant().toString(),
                "ce_correlationid", "cor_test",
                "ce_depth", "1",
                "ce_actortype", "platform",
                "ce_actorid", "platform");
        headers.forEach((name, value) -> sent.headers().add(name, bytes(value)));
        send(sent);
    }

    /** All records of a topic whose value or key names the text. */
    static List<ConsumerRecord<String, byte[]>> heard(String topic, String text, int expected) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(clientProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(300))) {
                    if (new String(record.value(), StandardCharsets.UTF_8).contains(text)) {
                        found.add(record);
                    }
                }
                return found.size() >= expected;
            });
        }
        return found;
    }

    KafkaProducer<String, byte[]> producer() {
        return producer;
    }

    /** Everything sent so far is committed by the group, and every delivery is routed. */
    void awaitDrained() {
        try (var admin = Admin.create(clientProperties());
                var consumer = new KafkaConsumer<>(
                        clientProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.TRIGGERS_INBOUND).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                var committed = admin.listConsumerGroupOffsets("trigger-service.inbound")
                        .partitionsToOffsetAndMetadata()
                        .get();
                return ends.entrySet().stream()
                        .filter(end -> end.getValue() > 0)
                        .allMatch(end -> committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset() >= end.getValue());
            });
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> service.bean(JdbcClient.class)
                                .sql("select count(*) from delivery where status = 'received'")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    JsonNode only(String connector) {
        var found = deliveries(connector);
        Assertions.assertThat(found).hasSize(1);
        return found.getFirst();
    }

    List<JsonNode> deliveries(String connector) {
        var answer = anna().get("/api/v1/connectors/" + connector + "/deliveries?limit=200");
        Assertions.assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("data").valueStream().toList();
    }

    static ProducerRecord<String, byte[]> binary(String source, String id, String type, String json) {
        var sent = record(json);
        with(sent, "content-type", "application/json");
        with(sent, "ce_specversion", "1.0");
        with(sent, "ce_id", id);
        with(sent, "ce_source", source);
        with(sent, "ce_type", type);
        return with(sent, "ce_subject", "job-7");
    }

    static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> sent, String name, String value) {
        sent.headers().add(name, bytes(value));
        return sent;
    }

    static ProducerRecord<String, byte[]> onPartition(int partition, ProducerRecord<String, byte[]> sent) {
        return new ProducerRecord<String, byte[]>(sent.topic(), partition, (String) null, sent.value(), sent.headers());
    }

    static Map<String, Object> clientProperties() {
        KafkaAccess kafka = Infrastructure.kafka();
        var client = new HashMap<String, Object>(kafka.clientProperties());
        client.put("bootstrap.servers", kafka.bootstrap());
        return client;
    }

    private HttpServer neighbours() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/internal/workspaces/", exchange -> {
                if (exchange.getRequestURI().getPath().endsWith("/task")) {
                    task(exchange);
                } else {
                    answer(exchange, workspaces);
                }
            });
            server.createContext("/api/v1/sessions/", exchange -> {
                var path = exchange.getRequestURI().getPath();
                answer(exchange, spoken, path.substring("/api/v1/sessions/".length(), path.lastIndexOf('/')));
            });
            server.createContext("/internal/runs/", exchange -> answer(exchange, runs));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A prompt or command that workspace-service knows, and what it says now. */
    void says(String promptOrCommand, String text) {
        texts.put(promptOrCommand, text);
    }

    private void task(HttpExchange exchange) throws IOException {
        var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var text = texts.entrySet().stream()
                .filter(it -> asked.contains("\"" + it.getKey() + "\""))
                .map(Map.Entry::getValue)
                .findFirst();
        var body = bytes(text.map(it -> "{\"text\":\"" + it + "\"}")
                .orElse("{\"code\":\"not-found\",\"detail\":\"No such prompt.\"}"));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(text.isPresent() ? 200 : 404, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** The events of a Session, as session-service answers them. */
    void spoken(String session, String json) {
        spoken.put(session, json);
    }

    private void answer(HttpExchange exchange, Map<String, String> known) throws IOException {
        var path = exchange.getRequestURI().getPath();
        answer(exchange, known, path.substring(path.lastIndexOf('/') + 1));
    }

    private void answer(HttpExchange exchange, Map<String, String> known, String key) throws IOException {
        var found = known.values().stream()
                .filter(json -> json.contains("\"slug\":\"" + key + "\""))
                .findFirst()
                .orElse(known.get(key));
        int status = down ? 503 : found == null ? 404 : 200;
        var body = bytes(status == 200 && found != null ? found : "{\"code\":\"not-found\",\"detail\":\"\"}");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        producer.close();
        service.close();
        neighbours.stop(0);
    }
}
