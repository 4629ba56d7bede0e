package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.embedded.PostgresDatabase;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} beside what the launcher tells the same services. */
class ComposeTest {

    private static final Path ROOT = Path.of("..");

    /** Settings that only separate processes without a terminal need. */
    private static final Set<String> OF_CONTAINERS = Set.of(
            "SPRING_CONFIG_IMPORT",
            "SPRING_APPLICATION_JSON",
            "LOGGING_STRUCTURED_FORMAT_CONSOLE",
            "AGENTDESK_SIGNINFILE",
            "AGENTDESK_DOORURL",
            "AGENTDESK_ALLOWEDHOSTS");

    /** What belongs to one JVM with five contexts only. */
    private static final Set<String> OF_STANDALONE = Set.of(
            "SPRING_CONFIG_NAME",
            "SPRING_MAIN_REGISTERSHUTDOWNHOOK",
            "AGENTDESK_SERVICE",
            "AGENTDESK_NODEID",
            "AGENTDESK_STEALCLAIMS");

    private static Map<String, Object> file;
    private static String text;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void read() throws Exception {
        text = Files.readString(ROOT.resolve("docker-compose.yml"));
        file = new Yaml().load(text);
    }

    @Test
    void runsTheFiveServicesWithPostgresAndKafka() {
        assertThat(services().keySet())
                .containsExactlyInAnyOrder(
                        "postgres",
                        "kafka",
                        "workspace-service",
                        "terminal-service",
                        "session-service",
                        "trigger-service",
                        "gateway");
        assertThat(services().get("postgres")).containsEntry("image", "postgres:17");
        assertThat(services().get("kafka").get("image").toString()).startsWith("apache/kafka:4.");
    }

    @Test
    void looksAfterTheHealthOfEach() {
        services().forEach((name, service) -> {
            assertThat(service).as(name).containsKeys("healthcheck", "restart");
            assertThat(map(service.get("healthcheck")).get("test")).as(name).isInstanceOf(List.class);
        });
        for (var service : Service.values()) {
            assertThat(map(compose(service).get("depends_on")).values())
                    .allSatisfy(each -> assertThat(map(each)).containsEntry("condition", "service_healthy"));
        }
    }

    @Test
    void opensNothingButTheGatewayAndThatOnThisMachineOnly() {
        services().forEach((name, service) -> {
            if (name.equals("gateway")) {
                assertThat(service.get("ports")).isEqualTo(List.of("127.0.0.1:8080:8080"));
            } else {
                assertThat(service).as(name).doesNotContainKey("ports");
            }
        });
    }

    @Test
    void keepsSecretsInFiles() {
        services()
                .forEach((name, service) -> map(service.getOrDefault("environment", Map.of()))
                        .forEach((key, value) -> {
                            if (key.toUpperCase(Locale.ROOT).matches(".*(PASSWORD|SECRET|TOKEN|JAAS).*")) {
                                assertThat(key).as(name).endsWith("_FILE");
                                assertThat(value.toString()).as(name).startsWith("/run/secrets/");
                            }
                        }));
        assertThat(text).doesNotContain("BEGIN ").doesNotContainPattern("(?i)password\\s*=");
        map(file.get("secrets"))
                .forEach((name, secret) ->
                        assertThat(map(secret).get("file").toString()).as(name).startsWith("./secrets/"));
    }

    @Test
    void namesOnlySecretsThatTheCommandWrites() throws Exception {
        var silent = new PrintStream(OutputStream.nullOutputStream());
        var folder = temporary.resolve("secrets");
        new ComposeSecrets(new Console(silent, silent)).write(folder.toString());

        map(file.get("secrets")).forEach((name, secret) -> {
            var wanted = map(secret).get("file").toString().replace("./secrets/", "");
            assertThat(folder.resolve(wanted)).as(name).isNotEmptyFile();
        });
        for (var service : Service.values()) {
            assertThat(folder.resolve("trusted/" + service.id() + ".pem")).isNotEmptyFile();
        }
    }

    @Test
    void keepsSecretsThatAreThere() throws Exception {
        var silent = new PrintStream(OutputStream.nullOutputStream());
        var folder = temporary.resolve("secrets");
        new ComposeSecrets(new Console(silent, silent)).write(folder.toString());
        var master = Files.readString(folder.resolve("master.key"));
        var server = Files.writeString(folder.resolve("kafka-server"), "with a producer");

        new ComposeSecrets(new Console(silent, silent)).write(folder.toString());

        assertThat(folder.resolve("master.key")).hasContent(master);
        assertThat(server).hasContent("with a producer");
    }

    @ParameterizedTest
    @EnumSource
    void startsTheSameProgramAsTheLauncher(Service service) {
        assertThat(compose(service).get("command"))
                .isEqualTo(List.of(service.application().getName()));
    }

    /** A key with a slip of the pen is silently ignored by the service that it was meant for. */
    @ParameterizedTest
    @EnumSource
    void saysWhatTheLauncherSaysAndNothingElse(Service service) {
        var known = new TreeSet<>(OF_CONTAINERS);
        settings(service).keySet().forEach(key -> known.add(asVariable(key)));

        var said = map(compose(service).get("environment")).keySet();

        assertThat(known).containsAll(said);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOut(Service service) {
        var said = new TreeSet<>(map(compose(service).get("environment")).keySet());
        secretsOf(service).forEach(target -> said.add(asVariable(target)));
        map(new Yaml()
                        .load(map(compose(service).get("environment"))
                                .get("SPRING_APPLICATION_JSON")
                                .toString()))
                .keySet()
                .forEach(key -> said.add(asVariable(key)));
        var needed = new TreeSet<String>();
        settings(service).keySet().forEach(key -> needed.add(asVariable(key)));
        needed.removeAll(OF_STANDALONE);
        needed.remove("SPRING_KAFKA_PROPERTIES_BOOTSTRAP_SERVERS");
        if (service != Service.GATEWAY) {
            needed.remove("AGENTDESK_PUBLICURL");
        }

        assertThat(said).containsAll(needed);
    }

    @Test
    void runsAsAnOrdinaryUserInTheImage() throws Exception {
        var dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

        assertThat(dockerfile).containsPattern("(?m)^USER agentdesk$").containsPattern("uid 10001");
        assertThat(dockerfile.indexOf("USER agentdesk")).isLessThan(dockerfile.indexOf("ENTRYPOINT"));
    }

    private Map<String, Object> settings(Service service) {
        var folder = new DataFolder(temporary);
        var kafka = Map.of(
                "bootstrap.servers", "b", "security.protocol", "p", "sasl.mechanism", "m", "sasl.jaas.config", "j");
        return new ServiceSettings(
                        PlatformSettings.local(temporary, 8080),
                        folder,
                        Secrets.in(folder.secrets()),
                        Ports.remembered(folder.ports()),
                        kafka,
                        false)
                .of(service, new PostgresDatabase("jdbc:x", "user", "password"));
    }

    private static String asVariable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
    }

    private static List<String> secretsOf(Service service) {
        return ((List<?>) compose(service).get("secrets"))
                .stream().map(each -> map(each).get("target").toString()).toList();
    }

    private static Map<String, Object> compose(Service service) {
        return services().get(service.id());
    }

    private static Map<String, Map<String, Object>> services() {
        @SuppressWarnings("unchecked")
        var services = (Map<String, Map<String, Object>>) file.get("services");
        return services;
    }

    private static Map<String, Object> map(Object value) {
        @SuppressWarnings("unchecked")
        var map = (Map<String, Object>) value;
        return map;
    }
}
