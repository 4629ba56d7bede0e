package dev.agentdesk.trigger;

import static dev.agentdesk.trigger.Platform.bytes;
import static dev.agentdesk.trigger.Platform.event;
import static dev.agentdesk.trigger.Platform.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.store.EventLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class KafkaIngestIT {

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void makesOneDeliveryOfFiftyCopiesInParallel() throws Exception {
        var source = Platform.source();
        var connector = platform.connector(source);
        var copies = new ArrayList<Future<?>>();
        for (int n = 0; n < 50; n++) {
            var copy =
                    event(source, "e-1", "build.failed", n % 2 == 0 ? "{\"a\":1,\"b\":2}" : "{ \"b\": 2, \"a\": 1 }");
            copies.add(platform.producer().send(onPartition(n % Topics.PARTITIONS, copy)));
        }
        for (var copy : copies) {
            copy.get();
        }
        awaitDrained();

        var delivery = only(connector);
        assertThat(delivery.get("status").asString()).isEqualTo("matched_nothing");
        assertThat(delivery.at("/event/id").asString()).isEqualTo("e-1");
        assertThat(platform.service
                        .bean(EventLog.class)
                        .after(delivery.get("id").asString(), 0, 100))
                .as("received, payload, routed")
                .hasSize(3);
    }

    @Test
    void makesNoSecondDeliveryWhenTheGroupIsResetToEarliest() throws Exception {
        var source = Platform.source();
        var connector = platform.connector(source);
        for (int n = 0; n < 30; n++) {
            platform.send(event(source, "e-" + n, "build.failed", "{\"n\":" + n + "}"));
        }
        awaitDrained();
        long before = events();
        platform.service.close();

        try (var admin = Admin.create(Platform.clientProperties())) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> admin.deleteConsumerGroups(List.of("trigger-service.inbound"))
                            .all()
                            .get());
        }
        platform.restart();
        awaitDrained();

        assertThat(deliveries(connector)).hasSize(30);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void takesBinaryAndStructuredCopiesForTheSameEvent() {
        var source = Platform.source();
        var connector = platform.connector(source);
        platform.send(event(source, "e-1", "build.failed", "{\"a\": [1, 2.50]}"));
        platform.send(binary(source, "e-1", "build.failed", "{ \"a\":[1,2.50] }"));
        awaitDrained();

        assertThat(only(connector).get("status").asString()).isEqualTo("matched_nothing");
    }

    @Test
    void showsAnIdWithOtherContentAsAConflictAndNeverRoutesIt() {
        var source = Platform.source();
        var connector = platform.connector(source);
        platform.route(connector, platform.workspace(), "event.type == 'build.failed'", "Fix {{body.n}}");
        platform.send(event(source, "e-1", "build.failed", "{\"n\":1}"));
        awaitDrained();
        platform.send(event(source, "e-1", "build.failed", "{\"n\":2}"));
        platform.send(event(source, "e-1", "build.failed", "{\"n\":2}"));
        awaitDrained();

        var found = deliveries(connector);
        assertThat(found).extracting(d -> d.get("status").asString()).containsExactlyInAnyOrder("conflict", "routed");
        var conflict = found.stream()
                .filter(d -> d.get("status").asString().equals("conflict"))
                .findFirst()
                .orElseThrow();
        var first = found.stream()
                .filter(d -> d.get("status").asString().equals("routed"))
                .findFirst()
                .orElseThrow();
        assertThat(conflict.at("/dedupe/duplicate_of").asString())
                .isEqualTo(first.get("id").asString());
        assertThat(conflict.get("runs").isEmpty()).isTrue();
        assertThat(platform.anna()
                        .get("/api/v1/deliveries/" + conflict.get("id").asString() + "/body")
                        .text())
                .isEqualTo("{\"n\":2}");
    }

    @Test
    void givesEveryConnectorThatTakesTheEventADeliveryOfItsOwn() {
        var source = Platform.source();
        var one = platform.connector(source);
        var two = platform.connector(source + "main");
        var typed = platform.anna().post("/api/v1/connectors", """
                {"kind":"kafka","name":"T","sources":["%s"],"types":["build.passed"]}""".formatted(source));
        var off = platform.anna().post("/api/v1/connectors", """
                {"kind":"kafka","name":"O","sources":["%s"],"enabled":false}""".formatted(source));
        platform.send(event(source + "main", "e-1", "build.failed", "1"));
        platform.send(event(source + "dev", "e-1", "build.failed", "1"));
        awaitDrained();

        assertThat(deliveries(one)).hasSize(2);
        assertThat(deliveries(two)).hasSize(1);
        assertThat(deliveries(typed.json().get("id").asString())).isEmpty();
        assertThat(deliveries(off.json().get("id").asString())).isEmpty();
    }

    @Test
    void keepsWhatNobodyTakesForADay() {
        var source = Platform.source();
        platform.send(event(source, "e-1", "build.failed", "1"));
        awaitDrained();

        assertThat(platform.service
                        .bean(JdbcClient.class)
                        .sql("select count(*) from unclaimed_record where source = :source")
                        .param("source", source)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void buriesPoisonWithItsReasonAndGoesOn() {
        var source = Platform.source();
        var connector = platform.connector(source);
        var mark = Platform.id("poison");
        var deep = "[".repeat(70) + "]".repeat(70);
        var poison = new ArrayList<ProducerRecord<String, byte[]>>();
        poison.add(record("no json at all"));
        poison.add(record("[]"));
        poison.add(new ProducerRecord<>(Topics.TRIGGERS_INBOUND, new byte[] {(byte) 0xff, (byte) 0xfe, 0}));
        poison.add(new ProducerRecord<>(Topics.TRIGGERS_INBOUND, null));
        poison.add(record("{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"%s\",\"type\":\"t\"}".formatted(source)));
        poison.add(record("{\"specversion\":\"1.0\",\"source\":\"%s\",\"type\":\"t\"}".formatted(source)));
        poison.add(record("{\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"2\",\"source\":\"s\",\"type\":\"t\"}"));
        poison.add(event(source, "deep", "t", deep));
        poison.add(binary(source, "broken", "t", "{\"a\":"));
        poison.add(with(binary(source, "depth", "t", "{}"), "ce_depth", "many"));
        poison.add(with(binary(source, "time", "t", "{}"), "ce_time", "yesterday"));
        poison.add(with(binary(source, "name", "t", "{}"), "ce_Not_A_Name", "x"));
        poison.add(with(record("text"), "content-type", "text/plain"));
        poison.add(with(record("[]"), "content-type", "application/cloudevents-batch+json"));
        for (var sent : poison) {
            platform.send(onPartition(3, with(sent, "mark", mark)));
        }
        var good = event(source, "good", "t", "1");
        platform.send(onPartition(3, good));
        awaitDrained();

        assertThat(only(connector).at("/event/id").asString()).isEqualTo("good");
        var letters = letters(mark, poison.size());
        assertThat(letters).hasSameSizeAs(poison);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, "agentdesk_reason")).matches("(malformed|no-cloudevent): .+");
            assertThat(header(letter, "agentdesk_partition")).isEqualTo("3");
        });
    }

    @Test
    void routesAcceptedEventsAfterARestart() {
        var source = Platform.source();
        var connector = platform.connector(source);
        platform.route(connector, platform.workspace(), "event.source == '" + source + "'", "Go");
        platform.restart();
        platform.send(event(source, "e-1", "t", "1"));
        awaitDrained();

        assertThat(only(connector).get("status").asString()).isEqualTo("routed");
    }

    @Test
    void sharesTheTopicWithAReplica() {
        var source = Platform.source();
        var connector = platform.connector(source);
        try (var replica = platform.replica()) {
            assertThat(replica.port()).isPositive();
            IntStream.range(0, 100).forEach(n -> platform.send(event(source, "e-" + n / 2, "t", "1")));
            awaitDrained();
        }

        assertThat(deliveries(connector)).hasSize(50);
    }

    private static ProducerRecord<String, byte[]> binary(String source, String id, String type, String json) {
        var sent = record(json);
        with(sent, "content-type", "application/json");
        with(sent, "ce_specversion", "1.0");
        with(sent, "ce_id", id);
        with(sent, "ce_source", source);
        with(sent, "ce_type", type);
        return with(sent, "ce_subject", "job-7");
    }

    private static ProducerRecord<String, byte[]> onPartition(int partition, ProducerRecord<String, byte[]> sent) {
        return new ProducerRecord<String, byte[]>(sent.topic(), partition, (String) null, sent.value(), sent.headers());
    }

    private static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> sent, String name, String value) {
        sent.headers().add(name, bytes(value));
        return sent;
    }

    private static List<ConsumerRecord<String, byte[]>> letters(String mark, int expected) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Platform.clientProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.TRIGGERS_DEAD).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(300)).spliterator(), false)
                        .filter(letter -> mark.equals(header(letter, "mark")))
                        .forEach(found::add);
                return found.size() >= expected;
            });
            consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
        }
        return found.stream()
                .filter(letter -> mark.equals(header(letter, "mark")))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Everything sent so far is committed by the group, and every delivery is routed. */
    private static void awaitDrained() {
        try (var admin = Admin.create(Platform.clientProperties());
                var consumer = new KafkaConsumer<>(
                        Platform.clientProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.TRIGGERS_INBOUND).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                var committed = admin.listConsumerGroupOffsets("trigger-service.inbound")
                        .partitionsToOffsetAndMetadata()
                        .get();
                return ends.entrySet().stream()
                        .filter(end -> end.getValue() > 0)
                        .allMatch(end -> committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset() >= end.getValue());
            });
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> platform.service
                                .bean(JdbcClient.class)
                                .sql("select count(*) from delivery where status = 'received'")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private static long events() {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }

    private static JsonNode only(String connector) {
        var found = deliveries(connector);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<JsonNode> deliveries(String connector) {
        var answer = platform.anna().get("/api/v1/connectors/" + connector + "/deliveries?limit=200");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("data").valueStream().toList();
    }
}
