package dev.agentdesk.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeAclsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaIT {

    private static final String PASSWORD = "a-platform-password";

    @TempDir
    private static Path home;

    private static KafkaSettings settings;
    private static EmbeddedKafkaServer server;

    @BeforeAll
    static void start() {
        settings = new KafkaSettings(home.resolve("kafka"), FreePorts.next(), FreePorts.next(), PASSWORD, true);
        server = new EmbeddedKafkaServer(settings).start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void keepsRecordsAndGrantsWhenItStopsAndStartsAgain() throws Exception {
        createTopic("kept");
        new KafkaUsers(server.clientProperties()).allowWriting("keeper", "a-keeper-password", "kept");
        produce(server.clientProperties(), "kept", "before");

        server.stop();
        server.start();

        produce(server.clientProperties("keeper", "a-keeper-password"), "kept", "after");
        assertThat(consume("kept", 2)).containsExactly("before", "after");
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownUser() {
        assertRefused(server.clientProperties(EmbeddedKafkaServer.PLATFORM, "wrong"));
        assertRefused(server.clientProperties("nobody", PASSWORD));
    }

    @Test
    void letsAnOutsiderWriteToTheGrantedTopicOnly() throws Exception {
        createTopic("deliveries");
        createTopic("secret");
        var users = new KafkaUsers(server.clientProperties());
        users.allowWriting("producer", "first-password", "deliveries");
        users.allowWriting("producer", "second-password", "deliveries");

        var producer = server.clientProperties("producer", "second-password");
        assertThat(produce(producer, "deliveries", "hello").hasOffset()).isTrue();
        assertThatThrownBy(() -> produce(producer, "secret", "hello"))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        assertRefused(server.clientProperties("producer", "first-password"));
    }

    @Test
    void keepsTheControllersPortShutForTheAnonymous() {
        var anonymous = Map.<String, Object>of(
                "bootstrap.controllers", "127.0.0.1:" + settings.controllerPort(),
                "default.api.timeout.ms", "2000",
                "request.timeout.ms", "1500");
        try (var admin = Admin.create(anonymous)) {
            assertThatThrownBy(() -> admin.describeMetadataQuorum().quorumInfo().get(5, SECONDS))
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void keepsTheControllersPortShutForAWrongPassword() {
        var wrong = new HashMap<String, Object>(Map.of(
                "bootstrap.controllers",
                "127.0.0.1:" + settings.controllerPort(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"platform\""
                        + " password=\"wrong\";"));
        try (var admin = Admin.create(wrong)) {
            assertThatThrownBy(() -> acls(admin.describeAcls(AclBindingFilter.ANY)))
                    .hasRootCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void forgetsNothingByAgeAndWritesEachRecordToTheDisk() throws Exception {
        var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (var admin = Admin.create(Map.<String, Object>copyOf(server.clientProperties()))) {
            var configuration = admin.describeConfigs(List.of(broker))
                    .all()
                    .get(10, SECONDS)
                    .get(broker);
            assertThat(configuration.get("log.retention.ms").value()).isEqualTo("-1");
            assertThat(configuration.get("log.flush.interval.messages").value()).isEqualTo("1");
            assertThat(configuration.get("offsets.retention.minutes").value()).isEqualTo("2147483647");
            assertThat(configuration.get("auto.create.topics.enable").value()).isEqualTo("false");
        }
    }

    @Test
    void keepsItsFolderToItsOwner() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.home())))
                .isEqualTo("rwx------");
        try (var files = Files.list(settings.home())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(PASSWORD);
            }
        }
    }

    private static void assertRefused(Map<String, String> client) {
        try (var admin = Admin.create(Map.<String, Object>copyOf(client))) {
            assertThatThrownBy(() -> await(admin.listTopics().names()))
                    .hasRootCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    private static void createTopic(String name) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>copyOf(server.clientProperties()))) {
            await(admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all());
        }
    }

    private static RecordMetadata produce(Map<String, String> client, String topic, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>copyOf(client), new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, value)).get(20, SECONDS);
        }
    }

    private static List<String> consume(String topic, int count) {
        var properties = new HashMap<String, Object>(server.clientProperties());
        properties.putAll(Map.of("group.id", "readers", "auto.offset.reset", "earliest", "max.poll.records", count));
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var values = new ArrayList<String>();
            for (var poll = 0; poll < 20 && values.size() < count; poll++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static void acls(DescribeAclsResult result) throws Exception {
        await(result.values());
    }

    private static void await(KafkaFuture<?> future) throws Exception {
        future.get(20, SECONDS);
    }
}
