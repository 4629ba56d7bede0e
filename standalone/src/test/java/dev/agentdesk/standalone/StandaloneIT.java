package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.embedded.FreePorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform in this JVM, on a folder of its own. One start serves all tests; the restart comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneIT {

    @TempDir
    private static Path data;

    private static final int PORT = FreePorts.next();
    private static final HttpClient http = HttpClient.newHttpClient();
    private static final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    private static Platform platform;
    private static Control control;

    @BeforeAll
    static void start() {
        Logs.to(data.resolve("logs/agentdesk.log"));
        platform = Platform.on(PlatformSettings.local(data, PORT));
        platform.start((part, took) -> progress.add(part));
        control = new Commands(platform, new GatewayAdministration(platform))
                .serve()
                .open();
        Up.record(platform, true).write(platform.folder().run());
    }

    @AfterAll
    static void stop() {
        control.close();
        platform.close();
        http.close();
    }

    @Test
    void saysWhatItHasStarted() {
        assertThat(progress)
                .containsExactlyInAnyOrder(
                        "PostgreSQL",
                        "Kafka",
                        "workspace-service",
                        "terminal-service",
                        "session-service",
                        "trigger-service",
                        "gateway");
    }

    @Test
    void isReadyInAllItsParts() {
        assertThat(new Status(silent(), new DataFolder(data)).show(true)).isTrue();
    }

    @Test
    void givesATokenThatTheGatewayTakes() throws Exception {
        assertThat(get("/api/v1/workspaces", token()).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/workspaces", "adk_wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void giveNothingAwayForAScopeThatDoesNotExist() {
        assertThatThrownBy(
                        () -> ask(Commands.TOKENS, new Commands.TokenWanted(List.of("nonsense")), Commands.Token.class))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void givesASignInLinkOfItsPublicAddress() {
        var link = ask(Commands.SIGN_IN_LINKS, new Commands.Nothing(), Commands.SignInLink.class);

        assertThat(link.url()).startsWith("http://localhost:" + PORT + "/").contains("#");
    }

    @Test
    void givesCredentialsForKafkaOfOneProducer() {
        var producer = ask(Commands.PRODUCERS, new Commands.Nothing(), Commands.Producer.class);

        assertThat(producer.topic()).isEqualTo("agentdesk.triggers.v1");
        assertThat(producer.properties())
                .containsEntry("bootstrap.servers", platform.kafka().bootstrap())
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        assertThat(producer.properties().get("sasl.jaas.config")).contains(producer.username());
    }

    @Test
    void findsEveryReadModelTrueToTheEvents() {
        var found = ask(Commands.VERIFICATIONS, new Commands.Nothing(), Commands.Verification.class);

        assertThat(found.readModels()).isPositive();
        assertThat(found.differences()).isEmpty();
    }

    @Test
    void refusesASecondInstanceOnItsFolder() {
        assertThatThrownBy(() -> Platform.on(PlatformSettings.local(data, FreePorts.next())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("already runs");
    }

    @Test
    void letsNoServiceBeReachedWithoutAnInnerToken() throws Exception {
        for (var service : Service.inner()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + platform.ports().of(service) + "/api/v1/workspaces"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(service.id()).isEqualTo(401);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void keepsItsSecretsOutOfItsLog() throws Exception {
        var log = data.resolve("logs/agentdesk.log");
        var text = Files.exists(log) ? Files.readString(log) : "";
        var secrets = platform.secrets();

        assertThat(text).doesNotContain(secrets.postgres(), secrets.kafka(), secrets.control());
        for (var service : Service.values()) {
            assertThat(text).doesNotContain(secrets.database(service));
        }
        assertThat(text).doesNotContain("\u001b");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void hasEverythingAgainAfterAStopAndAStart() throws Exception {
        var created = post("/api/v1/workspaces", token(), "{\"name\": \"kept\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        var id = Json.MAPPER.readTree(created.body()).get("id").asString();
        var token = token();

        stopAndStart();

        var kept = get("/api/v1/workspaces/" + id, token);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(kept.body()).get("name").asString()).isEqualTo("kept");
    }

    private static void stopAndStart() {
        control.close();
        platform.close();
        platform = Platform.on(PlatformSettings.local(data, PORT));
        platform.start((part, took) -> {});
        control = new Commands(platform, new GatewayAdministration(platform))
                .serve()
                .open();
    }

    private static String token() {
        return ask(Commands.TOKENS, new Commands.TokenWanted(List.of()), Commands.Token.class)
                .token();
    }

    private static <T> T ask(String path, Object question, Class<T> type) {
        return ControlClient.of(new DataFolder(data)).ask(path, question, type, Duration.ofSeconds(60));
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return http.send(request(path, token).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String token, String body) throws Exception {
        var request = request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private static Console silent() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Console(nowhere, nowhere);
    }
}
