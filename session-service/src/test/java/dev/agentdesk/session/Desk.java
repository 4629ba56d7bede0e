package dev.agentdesk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.embedded.PostgresDatabase;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.testkit.infrastructure.Infrastructure;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** The service on a real database and broker, with fake neighbours; what tests do with it. */
public final class Desk implements AutoCloseable {

    private static final AtomicInteger WORKSPACES = new AtomicInteger();
    public static final Duration SOON = Duration.ofSeconds(90);

    public static final String OPEN = "{\"engine\":{\"kind\":\"shell\"},\"permissions\":{\"preset\":\"open\"}}";

    private final PostgresDatabase database = Infrastructure.database("session-service");
    private final List<RunningService> services = new ArrayList<>();
    public final Neighbours neighbours = new Neighbours();

    public Desk() {
        replica(Map.of());
    }

    public Desk(Map<String, Object> more) {
        replica(more);
    }

    /** Another one on the same database. */
    public RunningService replica(Map<String, Object> more) {
        var service = RunningService.start(SessionService.class, properties("node-" + (services.size() + 1), more));
        services.add(service);
        return service;
    }

    /** All that a replica needs on the same database. */
    public Map<String, Object> properties(String node, Map<String, Object> more) {
        var properties = new HashMap<>(ServiceProperties.of("session-service", database, Infrastructure.kafka()));
        properties.putAll(neighbours.peers());
        properties.put("agentdesk.node-id", node);
        properties.putAll(more);
        return properties;
    }

    public RunningService service() {
        return services.getFirst();
    }

    public ApiClient api() {
        return service().admin();
    }

    public String workspace() {
        return workspace(OPEN);
    }

    public String workspace(String configuration) {
        var id = Ids.derive("wrk", Instant.now(), "test", Integer.toString(WORKSPACES.incrementAndGet()));
        neighbours.configurations.put(id, configuration);
        return id;
    }

    /** Opens a Session with a first message and answers its id. */
    public String open(String workspace, String message) {
        var answer = api().post("/api/v1/workspaces/" + workspace + "/sessions", json(Map.of("message", message)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    public ApiClient.Answer say(String session, String message) {
        return post(session, Map.of("events", List.of(message(message))));
    }

    public ApiClient.Answer post(String session, Map<String, ?> body) {
        return api().post("/api/v1/sessions/" + session + "/events", json(body));
    }

    public static Map<String, Object> message(String text) {
        return Map.of("type", "user.message", "content", List.of(Map.of("type", "text", "text", text)));
    }

    public static String json(Object body) {
        return Neighbours.JSON.writeValueAsString(body);
    }

    public JsonNode session(String id) {
        return api().get("/api/v1/sessions/" + id).json();
    }

    public JsonNode awaitStatus(String session, String status) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(session(session).path("status").asString()).isEqualTo(status));
        return session(session);
    }

    public List<JsonNode> events(String session) {
        var answer = api().get("/api/v1/sessions/" + session + "/events?limit=1000");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data").valueStream().toList();
    }

    public List<JsonNode> events(String session, String type) {
        return events(session).stream()
                .filter(it -> it.path("type").asString().equals(type))
                .toList();
    }

    public List<String> types(String session) {
        return events(session).stream().map(it -> it.path("type").asString()).toList();
    }

    public void assertGapFree(String session) {
        var seqs = events(session).stream().map(it -> it.path("seq").asLong()).toList();
        for (int i = 0; i < seqs.size(); i++) {
            assertThat(seqs.get(i)).isEqualTo(i + 1);
        }
    }

    @Override
    public void close() {
        services.reversed().forEach(RunningService::close);
        neighbours.close();
    }
}
