package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.kit.web.Progress;
import dev.agentdesk.standalone.Platform;
import dev.agentdesk.standalone.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A Workspace whose Sessions are started by records, and all that people see of it. */
final class Automation {

    private static final String TOPIC = "agentdesk.triggers.v1";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Platform platform;
    private final Journey journey;
    private final String workspace;
    private final String connector;

    /** What each consumer group has ever read of; a group may forget it. */
    private final Map<String, Set<TopicPartition>> partitions = new HashMap<>();

    Automation(Platform platform, Journey journey) {
        this.platform = platform;
        this.journey = journey;
        this.workspace = journey.createWorkspace("Heard twice");
        this.connector = journey.made(
                "/api/v1/connectors", Map.of("kind", "kafka", "name", "Twice", "sources", List.of("/twice")));
        var task = Journey.bash("echo {{event.id}} >> heard.txt");
        journey.made(
                "/api/v1/connectors/" + connector + "/routes",
                Map.of("name", "twice", "filter", "true", "prompt", task, "workspace_id", workspace));
    }

    String workspace() {
        return workspace;
    }

    static List<String> ids(int events) {
        return IntStream.range(0, events).mapToObj(n -> "event-" + n).toList();
    }

    /** Each event so often. */
    void send(int events, int copies) {
        try (var producer = new KafkaProducer<>(broker(), new StringSerializer(), new ByteArraySerializer())) {
            for (int n = 0; n < copies; n++) {
                ids(events).forEach(id -> producer.send(event(id)));
            }
        }
    }

    private Map<String, Object> broker() {
        return new HashMap<>(platform.kafka().clientProperties());
    }

    private static ProducerRecord<String, byte[]> event(String id) {
        var json = Journey.json(Map.of("specversion", "1.0", "id", id, "source", "/twice", "type", "t"));
        var sent = new ProducerRecord<String, byte[]>(TOPIC, json.getBytes(StandardCharsets.UTF_8));
        sent.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        return sent;
    }

    /** How many runs know what came of them. */
    long answered() {
        return listed("runs?workspace_id=" + workspace).stream()
                .filter(it -> it.path("resolved").isObject())
                .count();
    }

    /** Puts every publisher before its first event. */
    void publishAllAgain() {
        for (var service : Service.values()) {
            platform.context(service)
                    .getBean(JdbcClient.class)
                    .sql("update token_entry set token = ''::bytea, owner = null where processor_name = 'publisher'")
                    .update();
        }
    }

    /** Every consumer group forgets how far it was. */
    void hearAllAgain() throws Exception {
        var consumers = Stream.of(Service.values())
                .flatMap(it -> platform.context(it).getBeansOfType(SmartLifecycle.class).values().stream())
                .filter(it -> it.getClass().getSimpleName().endsWith("Consumers")
                        || it.getClass().getSimpleName().endsWith("Consumer"))
                .toList();
        assertThat(consumers).hasSizeGreaterThan(Service.values().length);
        consumers.forEach(SmartLifecycle::stop);
        try (var admin = Admin.create(broker())) {
            for (var group : groups(admin)) {
                await().atMost(SOON).ignoreExceptions().until(() -> {
                    admin.deleteConsumerGroups(List.of(group)).all().get();
                    return true;
                });
            }
        }
        consumers.forEach(SmartLifecycle::start);
    }

    private static List<String> groups(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .map(GroupListing::groupId)
                .toList();
    }

    /** Until all that is stored is published, and every consumer has taken all that is in its topics. */
    void awaitHeard() throws Exception {
        for (var service : Service.values()) {
            var progress = platform.context(service).getBean(Progress.class);
            await().atMost(SOON).until(() -> progress.steps().stream().noneMatch(it -> it.behind() > 0));
        }
        try (var admin = Admin.create(broker())) {
            await().atMost(SOON).ignoreExceptions().until(() -> lag(admin) == 0);
        }
    }

    private long lag(Admin admin) throws ExecutionException, InterruptedException {
        groups(admin).forEach(it -> partitions.putIfAbsent(it, new HashSet<>()));
        long lag = 0;
        for (var group : partitions.keySet()) {
            lag += lag(admin, group);
        }
        return lag;
    }

    private long lag(Admin admin, String group) throws ExecutionException, InterruptedException {
        var taken = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var all = Objects.requireNonNull(partitions.get(group));
        all.addAll(taken.keySet());
        var ends = admin.listOffsets(all.stream().collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest())))
                .all()
                .get();
        return ends.entrySet().stream()
                .mapToLong(it -> it.getValue().offset()
                        - (taken.containsKey(it.getKey())
                                ? taken.get(it.getKey()).offset()
                                : 0))
                .sum();
    }

    /** Sessions with their logs, what came in, what was decided, what was run, and the files. */
    List<String> everything() {
        var all = new ArrayList<String>();
        journey.sessionsOf(workspace).forEach(it -> {
            all.add(it.toString());
            all.add(journey.events(it.path("id").asString()).toString());
        });
        for (var list : List.of(
                "connectors/" + connector + "/deliveries?",
                "runs?workspace_id=" + workspace + "&",
                "workspaces/" + workspace + "/events?",
                "workspaces/" + workspace + "/activity?",
                "workspaces/" + workspace + "/executions?")) {
            listed(list + "limit=200").forEach(it -> all.add(it.toString()));
        }
        all.add(journey.file(workspace, "heard.txt"));
        return all;
    }

    private List<JsonNode> listed(String list) {
        var answer = journey.api().get("/api/v1/" + list);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data").valueStream().toList();
    }
}
