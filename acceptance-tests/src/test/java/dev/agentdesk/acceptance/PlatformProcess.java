package dev.agentdesk.acceptance;

import static org.awaitility.Awaitility.await;

import dev.agentdesk.embedded.EmbeddedPostgresServer;
import dev.agentdesk.embedded.FreePorts;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import dev.agentdesk.testkit.service.ArmedFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The platform as {@code ./agentdesk up} runs it: another process on a folder that stays when it is killed. */
final class PlatformProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(240);
    private static final int FORCED = 128;

    private final Path home;
    private final int port = FreePorts.next();
    private final Thread endWithTests = new Thread(this::end);
    private Process process;
    private Instant launched = Instant.EPOCH;
    private Duration lastStart = Duration.ZERO;

    private PlatformProcess(Path home) {
        this.home = home;
        Runtime.getRuntime().addShutdownHook(endWithTests);
    }

    /** On a fresh folder; ready when this returns. */
    static PlatformProcess started() {
        var platform = onFreshFolder();
        platform.start();
        return platform;
    }

    static PlatformProcess onFreshFolder() {
        try {
            return new PlatformProcess(Files.createTempDirectory("agentdesk-acceptance-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        launch(Map.of());
        if (!readyOrDead()) {
            throw new AssertionError("The platform did not start: " + text(home.resolve("console.log")));
        }
    }

    /**
     * Starts a platform whose services have these settings of {@code agentdesk.fault}, by their names; nothing is met
     * before it is armed.
     */
    void startToDieAt(Map<String, String> settings) {
        launch(settings);
        if (!readyOrDead()) {
            throw new AssertionError("Died before it was armed: " + text(home.resolve("console.log")));
        }
    }

    /** As {@link #startToDieAt}, but armed from the beginning; what is left from before leads to the point. */
    void startAndDieAt(String service, String faultPoint) {
        launch(Map.of(service, faultPoint));
    }

    /** The fault points that wait for being armed. */
    ArmedFaults faults() {
        return new ArmedFaults(home.resolve("armed"));
    }

    /** From the launch until everything answered. */
    Duration lastStart() {
        return lastStart;
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** Waits until the process has killed itself. */
    void awaitDeath() {
        await().atMost(START).until(() -> !alive());
        if (process.exitValue() != FORCED + 9) {
            throw new AssertionError("Ended with " + process.exitValue() + ": " + text(home.resolve("console.log")));
        }
    }

    /** SIGKILL, as by a machine that loses its power. */
    void kill() {
        process.destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).until(() -> !alive());
    }

    /** SIGTERM, as by {@code ./agentdesk down}. */
    void stop() {
        process.destroy();
        await().atMost(Duration.ofSeconds(90)).until(() -> !alive());
    }

    /** A client of the gateway with a token of the administrator. */
    ApiClient api() {
        var token = token();
        return ApiClient.of(port, () -> token);
    }

    ApiClient api(String token) {
        return ApiClient.of(port, () -> token);
    }

    /** A token as {@code ./agentdesk token} gives it; with all scopes if none is named. */
    String token(String... scopes) {
        var wanted = Arrays.stream(scopes).map(it -> "\"" + it + "\"").collect(Collectors.joining(","));
        return control("/tokens", "{\"scopes\":[" + wanted + "]}").path("token").asString();
    }

    /** What {@code ./agentdesk token --kafka} gives. */
    Map<String, Object> producer() {
        return control("/producers", "{}")
                .path("properties")
                .propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().asString()));
    }

    /** What {@code ./agentdesk verify} finds. */
    JsonNode verification() {
        return control("/verifications", "{}");
    }

    int port() {
        return port;
    }

    Path data() {
        return home.resolve("data");
    }

    JsonNode record() {
        return Journey.JSON.readTree(text(data().resolve("run.json")));
    }

    String secret(String name) {
        return text(data().resolve("secrets").resolve(name)).strip();
    }

    /** Ends the process and removes the folder. */
    @Override
    public void close() {
        if (alive()) {
            process.destroy();
            waitAMinute();
        }
        end();
        Runtime.getRuntime().removeShutdownHook(endWithTests);
    }

    /** Each service reads a file of its own in the working directory, so that one of them alone has the fault. */
    private void launch(Map<String, String> faults) {
        try {
            for (var name : List.of("session-service", "terminal-service")) {
                var fault = faults.getOrDefault(name, "");
                Files.writeString(home.resolve(name + ".yml"), "agentdesk.fault: \"" + fault + "\"\n");
            }
            Files.deleteIfExists(data().resolve("run.json"));
            launched = Instant.now();
            process = new ProcessBuilder(
                            PlatformCommand.of("up", "--data", data().toString(), "--port", Integer.toString(port)))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("console.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean readyOrDead() {
        await().atMost(START).until(() -> !alive() || ready());
        lastStart = Duration.between(launched, Instant.now());
        return alive();
    }

    private boolean ready() {
        var file = data().resolve("run.json");
        if (!Files.exists(file)) {
            return false;
        }
        var record = record();
        return record.path("pid").asLong() == process.pid()
                && record.path("ready").asBoolean();
    }

    private JsonNode control(String path, String question) {
        var secret = secret("control");
        Answer answer = ApiClient.of(record().path("control_port").asInt(), () -> secret)
                .post(path, question);
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer.text());
        }
        return answer.json();
    }

    private void waitAMinute() {
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            if (process != null) {
                process.destroyForcibly().onExit().get(30, TimeUnit.SECONDS);
            }
            EmbeddedPostgresServer.stopLeftOver(data().resolve("postgres"));
            delete(home);
        } catch (Exception e) {
            throw new IllegalStateException("Left behind: " + home, e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
