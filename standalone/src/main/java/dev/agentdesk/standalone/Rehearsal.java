package dev.agentdesk.standalone;

import dev.agentdesk.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * Starts an instance on an empty folder, asks it a little and ends it, while the JVM writes down what it loads: every
 * later start takes about half the time. Nothing of the folder is kept.
 */
final class Rehearsal {

    private static final List<String> PATHS = List.of("/", "/api/v1/workspaces", "/api/v1/sessions", "/hooks/none");

    private final Options options;

    Rehearsal(Options options) {
        this.options = options;
    }

    void run() {
        var port = FreePorts.next();
        try (var platform = Platform.on(PlatformSettings.local(options.data(), port))) {
            platform.start((part, took) -> {});
            var administration = new GatewayAdministration(platform);
            administration.signInLink();
            var token = administration.token(List.of());
            PATHS.forEach(path -> ask("http://127.0.0.1:" + port + path, token));
        }
    }

    /** What it answers doesn't matter: classes are loaded also for a refusal. */
    private static void ask(String url, String token) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", "Bearer " + token)
                    .build();
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new Refusal("The rehearsal failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
