package dev.agentdesk.gateway.asking;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Single resources as their service shows them to the caller. Small ones only: they are read whole. */
public final class Found {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final int LARGEST = 4 * 1024 * 1024;

    private final CallersRights services;
    private final JsonMapper json;

    public Found(CallersRights services, JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    /**
     * Empty for what is absent, erased or not the caller's to see.
     *
     * @throws Rejection forbidden, where the caller's scopes don't cover the question at all
     * @throws PeerUnavailable if the service can't say
     */
    public Optional<JsonNode> find(String service, String path, Asker asker) {
        try {
            var answer = services.get(service, path, asker, Map.of(), ANSWER_WITHIN);
            try (var body = answer.body()) {
                return read(service, answer, body.readNBytes(LARGEST));
            }
        } catch (IOException e) {
            throw new PeerUnavailable(service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerUnavailable(service, new IOException(e));
        }
    }

    private Optional<JsonNode> read(String service, HttpResponse<InputStream> answer, byte[] body) {
        int status = answer.statusCode();
        if (status == 200) {
            return Optional.of(json.readTree(body));
        }
        if (status == 403) {
            throw forbidden(body);
        }
        if (status >= 500 || status == 401 || status == 429) {
            throw new PeerUnavailable(service, status);
        }
        return Optional.empty();
    }

    private Rejection forbidden(byte[] body) {
        try {
            var problem = json.readTree(body);
            var scope = problem.path("required_scope").asString("");
            return new Rejection(
                    ProblemCode.FORBIDDEN,
                    problem.path("detail").asString("This is not allowed."),
                    scope.isEmpty() ? Map.of() : Map.of("required_scope", scope));
        } catch (JacksonException e) {
            return new Rejection(ProblemCode.FORBIDDEN, "This is not allowed.");
        }
    }
}
