package dev.agentdesk.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents and the console, for strangers too, and with every service away. */
class DocsIT {

    private static RunningGateway gateway;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        var away = new PlayedService();
        gateway = RunningGateway.before(away.url());
        away.close();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.json", "asyncapi.json"})
    void servesTheApprovedDocument(String name) throws Exception {
        var answer = get("/api/docs/" + name);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo(Files.readString(Path.of("../docs/api", name)));
    }

    @Test
    void saysWhenTheDocumentIsTheSameAsBefore() throws Exception {
        var etag = get("/api/docs/openapi.json").headers().firstValue("ETag").orElseThrow();
        var again = send(request("/api/docs/openapi.json").header("If-None-Match", etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void servesAConsoleThatMayRunNothingButItsOwnFiles() throws Exception {
        var page = get("/api/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("<script type=\"module\" src=\"/api/docs/console.js\"></script>")
                .doesNotContain("style=", "onclick", "http://", "https://");
        assertThat(get("/api/docs/console.js").headers().firstValue("Content-Type"))
                .contains("text/javascript;charset=utf-8");
        assertThat(get("/api/docs/console.css").headers().firstValue("Content-Type"))
                .contains("text/css;charset=utf-8");
    }

    @Test
    void neverTurnsTextIntoMarkup() throws Exception {
        assertThat(get("/api/docs/console.js").body())
                .doesNotContain(
                        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/docs/console.html", "/api/docs/DocsEndpoint.class", "/api/docs/no.json"})
    void servesNothingElse(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
