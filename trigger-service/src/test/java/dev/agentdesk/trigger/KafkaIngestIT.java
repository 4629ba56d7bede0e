package dev.agentdesk.trigger;

import static dev.agentdesk.trigger.Platform.binary;
import static dev.agentdesk.trigger.Platform.event;
import static dev.agentdesk.trigger.Platform.onPartition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.store.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

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
        platform.awaitDrained();

        var delivery = platform.only(connector);
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
        platform.awaitDrained();
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
        platform.awaitDrained();

        assertThat(platform.deliveries(connector)).hasSize(30);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void takesBinaryAndStructuredCopiesForTheSameEvent() {
        var source = Platform.source();
        var connector = platform.connector(source);
        platform.send(event(source, "e-1", "build.failed", "{\"a\": [1, 2.50]}"));
        platform.send(binary(source, "e-1", "build.failed", "{ \"a\":[1,2.50] }"));
        platform.awaitDrained();

        assertThat(platform.only(connector).get("status").asString()).isEqualTo("matched_nothing");
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
        platform.awaitDrained();

        assertThat(platform.deliveries(one)).hasSize(2);
        assertThat(platform.deliveries(two)).hasSize(1);
        assertThat(platform.deliveries(typed.json().get("id").asString())).isEmpty();
        assertThat(platform.deliveries(off.json().get("id").asString())).isEmpty();
    }

    @Test
    void keepsWhatNobodyTakesForADay() {
        var source = Platform.source();
        platform.send(event(source, "e-1", "build.failed", "1"));
        platform.awaitDrained();

        assertThat(platform.service
                        .bean(JdbcClient.class)
                        .sql("select count(*) from unclaimed_record where source = :source")
                        .param("source", source)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void routesAcceptedEventsAfterARestart() {
        var source = Platform.source();
        var connector = platform.connector(source);
        platform.route(connector, platform.workspace(), "event.source == '" + source + "'", "Go");
        platform.restart();
        platform.send(event(source, "e-1", "t", "1"));
        platform.awaitDrained();

        assertThat(platform.only(connector).get("status").asString()).isEqualTo("routed");
    }

    @Test
    void sharesTheTopicWithAReplica() {
        var source = Platform.source();
        var connector = platform.connector(source);
        try (var replica = platform.replica()) {
            assertThat(replica.port()).isPositive();
            IntStream.range(0, 100).forEach(n -> platform.send(event(source, "e-" + n / 2, "t", "1")));
            platform.awaitDrained();
        }

        assertThat(platform.deliveries(connector)).hasSize(50);
    }

    private static long events() {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }
}
