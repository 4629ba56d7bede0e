package dev.agentdesk.acceptance;

import static dev.agentdesk.acceptance.Journey.bash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.embedded.FreePorts;
import dev.agentdesk.gateway.account.ServiceTokens;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.standalone.Platform;
import dev.agentdesk.standalone.PlatformSettings;
import dev.agentdesk.standalone.Service;
import dev.agentdesk.testkit.service.ApiClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The broker is slow or away, or the database is: what goes on, what is refused, and how all of it comes back without a
 * restart. A whole instance in this JVM, beside the one that other tests share.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class OutageIT {

    private static final String INTERCEPTORS = "spring.kafka.consumer.properties.interceptor.classes";

    @TempDir
    private static Path data;

    private static Platform platform;
    private static Journey journey;

    @BeforeAll
    static void start() {
        System.setProperty(INTERCEPTORS, LateRecords.class.getName());
        int port = FreePorts.next();
        platform = Platform.on(PlatformSettings.local(data, port));
        platform.start((part, took) -> {});
        var token =
                platform.context(Service.GATEWAY).getBean(ServiceTokens.class).localAdministratorToken(List.of());
        journey = new Journey(ApiClient.of(port, () -> token));
    }

    @AfterAll
    static void stop() {
        System.clearProperty(INTERCEPTORS);
        LateRecords.by(Duration.ZERO);
        platform.close();
    }

    /** Creating, starting, working, stopping and starting again, each call right behind the one before it. */
    @Test
    void aJobNeedsNoWaitThoughEveryRecordComesFiveSecondsLate() {
        var before = LateRecords.heardLate();
        LateRecords.by(Duration.ofSeconds(5));
        try {
            var workspace = journey.createWorkspace("Slow broker");
            var session = journey.open(workspace, bash("echo built > result.txt; cat result.txt"));
            journey.watchToTheEnd(session);
            assertThat(journey.stopReason(session)).isEqualTo("end_turn");
            assertThat(journey.file(workspace, "result.txt")).isEqualTo("built\n");
            assertThat(journey.workspace(workspace).path("status").asString()).isEqualTo("running");
            assertThat(journey.sessionsOf(workspace)).hasSize(1);

            var stop = journey.api().post("/api/v1/workspaces/" + workspace + "/stop", null);
            assertThat(stop.status()).as(stop.text()).isEqualTo(202);
            long seen = journey.session(session).path("last_seq").asLong();
            journey.say(session, bash("cat result.txt"));
            journey.watch(session, seen, "session.status_idle");
            assertThat(journey.outputs(session)).containsExactly("built\n", "built\n");
            await().atMost(Duration.ofSeconds(60)).until(() -> LateRecords.heardLate() > before);
        } finally {
            LateRecords.by(Duration.ZERO);
        }
    }

    @Test
    void anotherInstanceBesideThisOneKnowsNothingOfIt() {
        var other = new Journey(SharedPlatform.get().api());
        var mine = journey.createWorkspace("Mine");
        var others = other.createWorkspace("Mine");

        assertThat(other.api().get("/api/v1/workspaces/" + mine).status()).isEqualTo(404);
        assertThat(journey.api().get("/api/v1/workspaces/" + others).status()).isEqualTo(404);
        other.watchToTheEnd(other.open(others, bash("echo beside")));
        journey.watchToTheEnd(journey.open(mine, bash("echo beside")));
    }

    /** In all services, while people write; nobody who reads meets an error or an older state. */
    @Test
    void everyReadModelIsRebuiltUnderThreeWriters() throws Exception {
        var workspace = journey.createWorkspace("Rebuilt");
        var session = journey.open(workspace, bash("echo first"));
        journey.watchToTheEnd(session);
        var ended = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = List.of(
                    threads.submit(() -> until(ended, n -> change("/api/v1/sessions/" + session, "title", n))),
                    threads.submit(() -> until(ended, n -> change("/api/v1/workspaces/" + workspace, "name", n))),
                    threads.submit(() ->
                            until(ended, n -> journey.watchToTheEnd(journey.open(workspace, bash("echo again " + n))))),
                    threads.submit(() -> read(workspace, session, ended)));
            try {
                everyService((service, rebuilds) -> rebuilds.names().forEach(rebuilds::rebuild));
            } finally {
                ended.set(true);
            }
            for (var each : busy) {
                assertThat(each.get(2, TimeUnit.MINUTES)).as("rounds").isPositive();
            }
        }
        everyService((service, rebuilds) ->
                assertThat(rebuilds.verify()).as(service.toString()).isEmpty());
    }

    /** As if the topics were new: each service publishes all of its facts again, and each hears all of them again. */
    @Test
    void everythingPublishedAgainChangesNothing() throws Exception {
        var events = 7;
        var automation = new Automation(platform, journey);
        automation.send(events, 3);
        await().atMost(Journey.SOON).until(() -> automation.answered() == events);
        automation.awaitHeard();
        var before = automation.everything();
        assertThat(journey.file(automation.workspace(), "heard.txt").lines().sorted())
                .containsExactlyElementsOf(Automation.ids(events));

        automation.publishAllAgain();
        automation.awaitHeard();
        assertThat(automation.everything()).isEqualTo(before);

        automation.hearAllAgain();
        automation.awaitHeard();
        assertThat(automation.everything()).isEqualTo(before);
        assertThat(journey.sessionsOf(automation.workspace())).hasSize(events);
        journey.watchToTheEnd(journey.open(automation.workspace(), bash("echo still going")));
    }

    private static void everyService(BiConsumer<Service, Rebuilds> work) {
        for (var service : Service.values()) {
            work.accept(service, platform.context(service).getBean(Rebuilds.class));
        }
    }

    private static int until(AtomicBoolean ended, IntConsumer round) {
        int rounds = 0;
        do {
            round.accept(rounds++);
        } while (!ended.get());
        return rounds;
    }

    private static void change(String path, String member, int n) {
        var answer = journey.api().patch(path, Journey.json(Map.of(member, "No. " + n)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static int read(String workspace, String session, AtomicBoolean ended) {
        var newest = new AtomicLong();
        var version = new AtomicLong();
        return until(ended, n -> {
            long seq = journey.session(session).path("last_seq").asLong();
            assertThat(seq).isGreaterThanOrEqualTo(newest.getAndSet(seq));
            long now = journey.workspace(workspace).path("version").asLong();
            assertThat(now).isGreaterThanOrEqualTo(version.getAndSet(now));
            for (var list : List.of("sessions", "workspaces", "workspaces/" + workspace + "/executions")) {
                var answer = journey.api().get("/api/v1/" + list);
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                assertThat(answer.json().path("data").size()).isPositive();
            }
        });
    }

    @Test
    void everyServiceSaysThatTheDatabaseIsAwayAndIsBackWithoutARestart() throws Exception {
        var workspace = journey.createWorkspace("No database");
        var session = journey.open(workspace, bash("echo kept"));
        journey.watchToTheEnd(session);

        platform.postgres().stop();
        var lists = Map.of(
                Service.WORKSPACE, "/api/v1/workspaces",
                Service.SESSION, "/api/v1/sessions",
                Service.TRIGGER, "/api/v1/runs",
                Service.TERMINAL, "/api/v1/workspaces/" + workspace + "/executions",
                Service.GATEWAY, "/api/v1/sessions");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = lists.entrySet().stream()
                    .map(it -> threads.submit(() -> refuses(it.getKey(), it.getValue())))
                    .toList();
            for (var each : asked) {
                each.get(60, TimeUnit.SECONDS);
            }
        }

        platform.postgres().start();
        lists.forEach((service, list) -> await().atMost(Duration.ofSeconds(60))
                .until(() -> direct(service).get(list).status() == 200
                        && health(service, "/readiness").status() == 200));
        assertThat(journey.outputs(session)).containsExactly("kept\n");
        journey.watchToTheEnd(journey.open(workspace, bash("echo again")));
    }

    private static void refuses(Service service, String list) {
        var refused = direct(service).get(list);
        assertThat(refused.status()).as(service + " " + refused.text()).isEqualTo(503);
        assertThat(refused.code()).as(service.toString()).isEqualTo("unavailable");
        assertThat(refused.json().path("retryable").asBoolean()).isTrue();
        assertThat(health(service, "/readiness").status())
                .as(service.toString())
                .isEqualTo(503);
        assertThat(health(service, "/liveness").status()).as(service.toString()).isEqualTo(200);
    }

    /** A service behind the gateway, asked as the gateway would. */
    private static ApiClient direct(Service service) {
        if (service == Service.GATEWAY) {
            return journey.api();
        }
        var tokens = platform.context(Service.GATEWAY).getBean(InnerTokens.class);
        var somebody =
                new Principal("usr_00000000000000000000000001", "user", "admin", "admin", List.of("admin"), null, null);
        return ApiClient.of(port(service, "local.server.port"), () -> tokens.issue(somebody));
    }

    private static ApiClient.Answer health(Service service, String part) {
        return ApiClient.of(port(service, "local.management.port"), () -> "").get("/actuator/health" + part);
    }

    private static int port(Service service, String property) {
        return Integer.parseInt(platform.context(service).getEnvironment().getRequiredProperty(property));
    }

    @Test
    void theWholeJobGoesOnAndEveryFactIsPublishedAfterwards() {
        platform.kafka().stop();
        var workspace = journey.createWorkspace("No broker");
        var session = journey.open(workspace, bash("echo built > result.txt; cat result.txt"));
        journey.watchToTheEnd(session);
        assertThat(journey.file(workspace, "result.txt")).isEqualTo("built\n");
        assertThat(journey.stopReason(session)).isEqualTo("end_turn");
        journey.awaitWorkspace(workspace, "running");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var health = health(Service.SESSION, "").json();
            assertThat(health.path("status").asString()).isEqualTo("DEGRADED");
            assertThat(component(health, "broker").path("status").asString()).isEqualTo("DEGRADED");
            assertThat(component(health, "outbox")
                            .at("/details/publisher/behind")
                            .asLong())
                    .isPositive();
            assertThat(component(health, "db").path("status").asString()).isEqualTo("UP");
        });
        assertThat(health(Service.SESSION, "/readiness").status()).isEqualTo(200);

        platform.kafka().start();
        var types = new ArrayList<String>();
        try (var consumer = consumer()) {
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(300)).forEach(record -> {
                    if (session.equals(record.key())) {
                        var type = new String(
                                record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                        types.add(type.substring(type.lastIndexOf('.') + 1));
                    }
                });
                assertThat(types)
                        .containsSubsequence("SessionOpened", "MessageAccepted", "TurnStarted", "TurnFinished");
            });
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var health = health(Service.SESSION, "").json();
            assertThat(health.path("status").asString()).isEqualTo("UP");
            assertThat(component(health, "outbox")
                            .at("/details/publisher/behind")
                            .asLong())
                    .isZero();
        });
    }

    private static JsonNode component(JsonNode health, String name) {
        return health.path("components").path(name);
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        var properties = new HashMap<String, Object>(platform.kafka().clientProperties());
        properties.put("group.id", "outage-it");
        properties.put("auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of("agentdesk.session.v1"));
        return consumer;
    }
}
