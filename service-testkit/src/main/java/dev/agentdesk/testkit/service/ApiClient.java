package dev.agentdesk.testkit.service;

import dev.agentdesk.kit.web.JsonConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client for tests: no retries, no magic, every answer as it came. */
public final class ApiClient {

    /** A status, its headers and its body; the body parsed where it is JSON. */
    public record Answer(int status, java.net.http.HttpHeaders headers, String text) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The {@code code} of a problem document. */
        public String code() {
            return json().path("code").asString("");
        }
    }

    private static final JsonMapper JSON = JsonConfiguration.apiJson();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final Supplier<String> token;

    private ApiClient(String base, Supplier<String> token) {
        this.base = base;
        this.token = token;
    }

    /** Shows a fresh token on each call; none if the supplier gives an empty text. */
    public static ApiClient of(int port, Supplier<String> token) {
        return new ApiClient("http://127.0.0.1:" + port, token);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, @Nullable String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, @Nullable String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Answer patch(String path, @Nullable String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** Sends once. {@code headers} are pairs; a Content-Type among them replaces {@code application/json}. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        var shown = token.get();
        if (!shown.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + shown);
        }
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For streams and other uses of the raw client. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        var shown = token.get();
        return shown.isEmpty() ? request : request.header("Authorization", "Bearer " + shown);
    }

    public HttpClient http() {
        return HTTP;
    }
}
