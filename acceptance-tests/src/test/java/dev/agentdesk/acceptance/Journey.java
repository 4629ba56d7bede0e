package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs do through the gateway, one call a step, never waiting between two. */
final class Journey {

    static final JsonMapper JSON = JsonConfiguration.apiJson();
    static final Duration SOON = Duration.ofSeconds(90);

    private static final String DATA = "data:";

    private final ApiClient api;

    Journey(ApiClient api) {
        this.api = api;
    }

    ApiClient api() {
        return api;
    }

    /** A message that makes the {@code shell} engine run these lines. */
    static String bash(String lines) {
        return "```bash\n" + lines + "\n```";
    }

    /** @return its id */
    String createWorkspace(String name) {
        return createWorkspace(name, Map.of());
    }

    String createWorkspace(String name, Map<String, ?> config) {
        return made("/api/v1/workspaces", Map.of("name", name, "config", config));
    }

    /** @return the id of what a POST made */
    String made(String path, Map<String, ?> members) {
        var answer = api.post(path, json(members));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    /** @return its id */
    String open(String workspace, String message) {
        var answer = tryOpen(workspace, message);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    Answer tryOpen(String workspace, String message, String... headers) {
        return api.post("/api/v1/workspaces/" + workspace + "/sessions", json(Map.of("message", message)), headers);
    }

    void say(String session, String message) {
        post(session, Map.of("type", "user.message", "content", List.of(Map.of("type", "text", "text", message))));
    }

    void interrupt(String session) {
        post(session, Map.of("type", "user.interrupt"));
    }

    void allow(String session, String toolUseId) {
        post(session, Map.of("type", "user.tool_confirmation", "tool_use_id", toolUseId, "result", "allow"));
    }

    private void post(String session, Map<String, ?> event) {
        var answer = api.post("/api/v1/sessions/" + session + "/events", json(Map.of("events", List.of(event))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    /** Watches the stream from its beginning until a turn has ended; answers all that was seen. */
    List<JsonNode> watchToTheEnd(String session) {
        return watch(session, 0, "session.status_idle");
    }

    /** Watches the stream behind {@code after} until an event of that type; answers all that was seen. */
    List<JsonNode> watch(String session, long after, String type) {
        var request = api.request("/api/v1/sessions/" + session + "/events/stream?after=" + after)
                .build();
        try {
            var answer = api.http().send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                assertThat(answer.statusCode()).isEqualTo(200);
                var seen = CompletableFuture.supplyAsync(
                        () -> read(new java.io.InputStreamReader(body, StandardCharsets.UTF_8), type));
                return seen.get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError("No " + type + " in the stream of " + session + ": " + events(session), e);
        }
    }

    private static List<JsonNode> read(java.io.Reader stream, String type) {
        var seen = new ArrayList<JsonNode>();
        try (var lines = new java.io.BufferedReader(stream)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)) {
                    seen.add(JSON.readTree(line.substring(DATA.length())));
                    if (type(seen.getLast()).equals(type)) {
                        return seen;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("The stream ended");
    }

    /** Asks until the Session has that status. */
    JsonNode awaitStatus(String session, String status) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(session(session).path("status").asString()).isEqualTo(status));
        return session(session);
    }

    JsonNode session(String session) {
        return found("/api/v1/sessions/" + session).json();
    }

    List<JsonNode> sessionsOf(String workspace) {
        return found("/api/v1/sessions?limit=200&workspace_id=" + workspace)
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    /** The whole log, which never has a gap. */
    List<JsonNode> events(String session) {
        var all = found("/api/v1/sessions/" + session + "/events?limit=1000")
                .json()
                .path("data")
                .valueStream()
                .toList();
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).path("seq").asLong()).isEqualTo(i + 1);
        }
        return all;
    }

    List<JsonNode> events(String session, String type) {
        return events(session).stream().filter(it -> type(it).equals(type)).toList();
    }

    List<String> ids(String session) {
        return events(session).stream().map(it -> it.path("id").asString()).toList();
    }

    /** The heads of the outputs of all tools so far. */
    List<String> outputs(String session) {
        return events(session, "agent.tool_result").stream()
                .map(it -> it.path("output").path("head").asString(""))
                .toList();
    }

    String stopReason(String session) {
        return session(session).path("stop_reason").path("type").asString("");
    }

    String file(String workspace, String path) {
        return found("/api/v1/workspaces/" + workspace + "/files/content?path=" + path)
                .text();
    }

    JsonNode workspace(String workspace) {
        return found("/api/v1/workspaces/" + workspace).json();
    }

    void awaitWorkspace(String workspace, String status) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(workspace(workspace).path("status").asString())
                                .isEqualTo(status));
    }

    private Answer found(String path) {
        var answer = api.get(path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer;
    }

    static String type(JsonNode event) {
        return event.path("type").asString();
    }

    static String json(Object body) {
        return JSON.writeValueAsString(body);
    }
}
