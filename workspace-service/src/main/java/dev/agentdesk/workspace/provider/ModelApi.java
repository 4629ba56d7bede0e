package dev.agentdesk.workspace.provider;

import dev.agentdesk.kit.egress.EgressClient;
import dev.agentdesk.kit.egress.EgressProperties;
import dev.agentdesk.kit.egress.EgressRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The small calls to a provider that a person asks for: which models, and does the key work. Turns call models
 * elsewhere.
 *
 * <p>Every call goes through {@link EgressClient}; nothing that the provider says holds its key when it is passed on.
 */
@Component
final class ModelApi {

    private static final long MOST_BYTES = 2 * 1024 * 1024;
    private static final int LONGEST_DETAIL = 500;

    /** What came of a call; {@code code} is null where it went well. */
    record Outcome(
            int status,
            @Nullable String code,
            @Nullable String detail,
            @Nullable JsonNode body) {}

    private final EgressClient egress;
    private final EgressProperties properties;
    private final JsonMapper json;

    ModelApi(EgressClient egress, EgressProperties properties, JsonMapper json) {
        this.egress = egress;
        this.properties = properties;
        this.json = json;
    }

    Outcome models(ProviderDocument provider, @Nullable String key) {
        return call("GET", "/models", provider, key, null);
    }

    /** The smallest reply there is: one token. */
    Outcome reply(ProviderDocument provider, @Nullable String key, String model) {
        var message = Map.of("role", "user", "content", "ping");
        var body = Map.of("model", model, "max_tokens", 1, "messages", List.of(message));
        var path = provider.wire().equals("anthropic") ? "/messages" : "/chat/completions";
        return call("POST", path, provider, key, json.writeValueAsBytes(body));
    }

    private Outcome call(
            String method, String path, ProviderDocument provider, @Nullable String key, byte @Nullable [] body) {
        var address = URI.create(provider.endpoint() + path);
        try {
            var answer = provider.privateAllowed()
                    ? callAnywhere(method, address, headers(provider, key), body)
                    : egress.call(method, address, headers(provider, key), body, MOST_BYTES);
            return outcome(answer, key);
        } catch (EgressRefused e) {
            return new Outcome(0, "address_refused", e.getMessage(), null);
        } catch (IOException e) {
            return new Outcome(0, "unreachable", "The provider can't be reached or takes too long.", null);
        }
    }

    /** For an address that an administrator chose: it alone is called wherever it lies. */
    private EgressClient.Answer callAnywhere(
            String method, URI address, Map<String, String> headers, byte @Nullable [] body) throws IOException {
        int port =
                address.getPort() > 0 ? address.getPort() : address.getScheme().equals("https") ? 443 : 80;
        var host = address.getHost().toLowerCase(java.util.Locale.ROOT);
        var allowed = new ArrayList<>(properties.privateAllow());
        allowed.add(host + ":" + port);
        allowed.add(host.replaceAll("[\\[\\]]", "") + ":" + port);
        try (var client = new EgressClient(new EgressProperties(allowed, properties.ports()))) {
            return client.call(method, address, headers, body, MOST_BYTES);
        }
    }

    private static Map<String, String> headers(ProviderDocument provider, @Nullable String key) {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        if (provider.wire().equals("anthropic")) {
            headers.put("anthropic-version", "2023-06-01");
        }
        if (key != null) {
            boolean anthropic = provider.wire().equals("anthropic");
            headers.put(anthropic ? "x-api-key" : "Authorization", anthropic ? key : "Bearer " + key);
        }
        return headers;
    }

    private Outcome outcome(EgressClient.Answer answer, @Nullable String key) {
        var body = tree(answer.body());
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return body == null
                    ? new Outcome(status, "unexpected_answer", "The answer is no JSON.", null)
                    : new Outcome(status, null, null, body);
        }
        var code = switch (status) {
            case 401, 403 -> "key_refused";
            case 404 -> "not_found";
            case 429 -> "rate_limited";
            default -> status >= 500 ? "provider_failed" : "refused";
        };
        return new Outcome(status, code, detail(answer.body(), body, key), null);
    }

    private static String detail(byte[] bytes, @Nullable JsonNode body, @Nullable String key) {
        var error = body == null ? null : body.path("error");
        var text = error == null || error.isMissingNode()
                ? new String(bytes, StandardCharsets.UTF_8)
                : error.path("message").asString(error.toString());
        var safe = key == null ? text : text.replace(key, "***");
        return safe.length() > LONGEST_DETAIL ? safe.substring(0, LONGEST_DETAIL) : safe;
    }

    private @Nullable JsonNode tree(byte[] bytes) {
        try {
            return json.readTree(bytes);
        } catch (JacksonException e) {
            return null;
        }
    }
}
