package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.embedded.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlTest {

    private final int port = FreePorts.next();
    private Control control;

    @BeforeEach
    void open() {
        control = new Control(port, "the-secret")
                .on("/echo", body -> Map.of("heard", new String(body)))
                .on("/refuse", body -> {
                    throw new Refusal("Not now.");
                })
                .on("/fail", body -> {
                    throw new IllegalStateException("broken");
                })
                .open();
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void answersItsOwner() throws Exception {
        var answer = post("/echo", "Bearer the-secret");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"heard\" : \"hello\"");
    }

    @Test
    void refusesWhoDoesNotKnowTheSecret() throws Exception {
        assertThat(post("/echo", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(post("/echo", "").statusCode()).isEqualTo(401);
        assertThat(post("/echo", "the-secret").statusCode()).isEqualTo(401);
    }

    @Test
    void tellsWhatWasRefusedAndWhatFailed() throws Exception {
        assertThat(post("/refuse", "Bearer the-secret").body()).isEqualTo("Not now.");
        assertThat(post("/refuse", "Bearer the-secret").statusCode()).isEqualTo(422);
        assertThat(post("/fail", "Bearer the-secret").statusCode()).isEqualTo(500);
    }

    @Test
    void knowsNothingElse() throws Exception {
        assertThat(post("/other", "Bearer the-secret").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> post(String path, String authorization) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", authorization)
                    .POST(BodyPublishers.ofString("hello"))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
