package dev.agentdesk.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the instance that runs on a data folder; reading its control secret is what proves the right to. */
final class ControlClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final RunRecord instance;
    private final String secret;

    private ControlClient(RunRecord instance, String secret) {
        this.instance = instance;
        this.secret = secret;
    }

    static ControlClient of(DataFolder folder) {
        var instance = RunRecord.running(folder).orElseThrow(() -> notRunning(folder));
        return new ControlClient(instance, Secrets.in(folder.secrets()).control());
    }

    static Refusal notRunning(DataFolder folder) {
        return new Refusal("Nothing runs on " + folder.root() + "; start it with \"./agentdesk up --data "
                + folder.root() + "\".");
    }

    /** Posts {@code question} as JSON and reads the answer as {@code type}. */
    <T> T ask(String path, Object question, Class<T> type, Duration limit) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.controlPort() + path))
                .timeout(limit)
                .header("Authorization", "Bearer " + secret)
                .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(question)))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new Refusal(new String(answer.body(), StandardCharsets.UTF_8));
            }
            return Json.MAPPER.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new Refusal(
                    "The instance (process " + instance.pid() + ") doesn't answer; it may still be starting.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted.", e);
        }
    }
}
