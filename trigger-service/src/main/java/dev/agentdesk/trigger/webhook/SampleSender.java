package dev.agentdesk.trigger.webhook;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.connector.ConnectorSecrets;
import dev.agentdesk.trigger.connector.Connectors;
import dev.agentdesk.trigger.connector.Door;
import dev.agentdesk.trigger.connector.PublicDoor;
import dev.agentdesk.trigger.signature.Secret;
import dev.agentdesk.trigger.signature.Signing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a signed sample through the public door, as a sender from outside would: with nothing but the secret, over the
 * public address or, where that leads nowhere from here, the gateway's own. The address is the instance's own; nobody
 * but its administrator chooses it.
 */
@Component
final class SampleSender implements AutoCloseable {

    private static final String TYPE = "agentdesk.test";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What the door answered. */
    record Result(
            int status,
            @Nullable String deliveryId,
            @Nullable String code,
            String url) {}

    private final ConnectorSecrets secrets;
    private final PublicDoor door;
    private final IdSource ids;
    private final Clock clock;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    SampleSender(ConnectorSecrets secrets, PublicDoor door, IdSource ids, Clock clock, JsonMapper json) {
        this.secrets = secrets;
        this.door = door;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    Result send(Connectors.Row connector, Door at) {
        var id = ids.mint("msg");
        var body = json.writeValueAsString(
                        Map.of("id", id, "event_id", id, "type", TYPE, "connector_id", connector.id()))
                .getBytes(StandardCharsets.UTF_8);
        var secret = secrets.of(connector.id(), at).stream().findFirst().orElse(new Secret("none", ""));
        var url = door.ingestUrl(connector.id());
        var request = HttpRequest.newBuilder(URI.create(door.knockUrl(connector.id())))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Agentdesk-Test")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        Signing.headers(at.resolved(), secret, id, TYPE, body, clock.instant()).forEach(request::header);
        return result(url, answer(request.build()));
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Rejection(
                    ProblemCode.UPSTREAM_FAILED,
                    "This instance does not answer at its own public address " + door.publicUrl()
                            + "; senders will not reach it either.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(ProblemCode.UNAVAILABLE, "The service is stopping.");
        }
    }

    private Result result(String url, HttpResponse<String> answer) {
        try {
            var said = json.readTree(answer.body());
            return new Result(
                    answer.statusCode(),
                    said.path("delivery_id").asString(null),
                    said.path("code").asString(null),
                    url);
        } catch (JacksonException e) {
            return new Result(answer.statusCode(), null, null, url);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
