package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** One schedule of a second, two replicas, {@code kill -9}, and clocks that are two hours wrong now and then. */
class ScheduleReplicasIT {

    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @TempDir
    private Path folder;

    private JdbcClient db;
    private String schedule;

    private record Decided(Instant nominal, String id, String outcome, String code, Instant at) {}

    @Test
    void eachInstantHasExactlyOneRunWithTheOutcomeThatItsLatenessAsksFor() throws Exception {
        var properties = new HashMap<String, Object>(
                dev.agentdesk.testkit.infrastructure.ServiceProperties.of("trigger-service"));
        db = JdbcClient.create(new DriverManagerDataSource(
                properties.get("spring.datasource.url").toString(),
                properties.get("spring.datasource.username").toString(),
                properties.get("spring.datasource.password").toString()));
        var created = create(properties);
        // Nobody answers there: the replicas are alone with their clocks.
        properties.put("agentdesk.peers.workspace-service", "http://127.0.0.1:1");
        properties.put("agentdesk.peers.session-service", "http://127.0.0.1:1");
        try (var one = Replica.start("one", folder, properties, 0);
                var two = Replica.start("two", folder, properties, 0)) {
            until(() -> decided() >= 3);
            one.shift(TWO_HOURS);
            until(() -> decided() >= 1_000);
            one.kill();
            long left = decided();
            try (var three = Replica.start("three", folder, properties, -TWO_HOURS.toSeconds())) {
                two.shift(TWO_HOURS);
                until(() -> decided() >= 7_200
                        && newest().isAfter(Instant.now().plus(TWO_HOURS).minusSeconds(3)));
                two.shift(Duration.ZERO);
                three.shift(TWO_HOURS);
                long before = decided();
                until(() -> decided() >= before + 3);
                two.kill();
                until(() -> decided() >= before + 5);
                assertThat(published(1_000)).containsExactlyInAnyOrderElementsOf(fired());
            }
            assertThat(left).isLessThan(7_200);
        }
        var all = all();
        assertThat(all.stream().map(Decided::nominal)).containsExactlyElementsOf(seconds(created, all.size()));
        assertThat(all).allSatisfy(run -> assertThat(expected(run)).contains(run.outcome() + " " + run.code()));
        assertThat(fired()).hasSize(1_000);
    }

    private Set<String> fired() {
        return all().stream()
                .filter(run -> run.outcome().equals("fired") || run.outcome().equals("caught_up"))
                .map(Decided::id)
                .collect(Collectors.toSet());
    }

    /** No answer ever comes, so the thousandth run is the last one that may start. */
    private static List<String> expected(Decided run) {
        var late = Duration.between(run.nominal(), run.at());
        if (late.compareTo(Duration.ofHours(1)) > 0) {
            return List.of("missed outside-window");
        }
        return late.compareTo(Duration.ofMinutes(1)) > 0
                ? List.of("caught_up caught-up", "skipped too-many-runs")
                : List.of("fired due", "skipped too-many-runs");
    }

    private static List<Instant> seconds(Instant created, int count) {
        long first = created.truncatedTo(ChronoUnit.SECONDS).getEpochSecond() + 1;
        return LongStream.range(first, first + count)
                .mapToObj(Instant::ofEpochSecond)
                .toList();
    }

    private Instant create(Map<String, Object> properties) {
        try (var platform = new Platform(properties)) {
            var workspace = platform.workspace();
            var made = platform.anna().post("/api/v1/workspaces/" + workspace + "/schedules", """
                    {"name":"x","spec":{"every":"PT1S"},"task":{"prompt":"x"},"overlap":"allow_all",
                     "catch_up":{"mode":"all","window":"PT1H"}}""");
            assertThat(made.status()).as(made.toString()).isEqualTo(201);
            schedule = made.json().get("id").asString();
            return Instant.parse(made.json().get("created_at").asString());
        }
    }

    /** Distinct runs, as the broker has them: a fact may come twice, a run may not. */
    private Set<String> published(int count) {
        var runs = new HashSet<String>();
        try (var consumer = new KafkaConsumer<>(
                Platform.clientProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.TRIGGER).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(300))) {
                    var type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    if (schedule.equals(record.key()) && type.endsWith("TickFired")) {
                        runs.add(JsonMapper.shared()
                                .readTree(record.value())
                                .get("run_id")
                                .asString());
                    }
                }
                return runs.size() >= count;
            });
        }
        return runs;
    }

    private long decided() {
        return db.sql("select count(*) from run").query(Long.class).single();
    }

    private Instant newest() {
        return db.sql("select max(nominal_at) from run")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private List<Decided> all() {
        return db.sql(
                        "select nominal_at, run_id, outcome, reason_code, decided_at from run order by nominal_at, run_id")
                .query((row, n) -> new Decided(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
