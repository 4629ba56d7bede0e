package dev.agentdesk.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A single Kafka node, broker and controller in one, that belongs to this program.
 *
 * <p>Clients reach it on 127.0.0.1 with SCRAM-SHA-512; the controller's port wants a password too, since whoever
 * reaches it may change every rule. Nobody but {@link #PLATFORM} may do anything that {@link KafkaUsers} has not
 * granted. Records, offsets and credentials survive {@link #stop()} and a killed JVM. Not thread-safe: one owner starts
 * and stops it.
 */
public final class EmbeddedKafkaServer implements AutoCloseable {

    /** The user that the platform's own services are. */
    public static final String PLATFORM = "platform";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafkaServer.class);

    private final KafkaSettings settings;
    private @Nullable KafkaRaftServer running;

    public EmbeddedKafkaServer(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Starts the node and returns when it takes records; formats the folder when it is empty. */
    public EmbeddedKafkaServer start() {
        if (running != null) {
            return this;
        }
        keepTheProgramAlive();
        try {
            PrivateFiles.folder(settings.home());
            formatOnce();
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's folder could not be prepared", e);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(BrokerConfiguration.of(settings), false), Time.SYSTEM);
        server.startup();
        running = server;
        return this;
    }

    /** Stops the node after everything is flushed. */
    public void stop() {
        var server = running;
        running = null;
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    @Override
    public void close() {
        stop();
    }

    public String bootstrap() {
        return "127.0.0.1:" + settings.port();
    }

    /** What a client of the platform must be configured with. */
    public Map<String, String> clientProperties() {
        return clientProperties(PLATFORM, settings.password());
    }

    /** What a client with these credentials must be configured with. */
    public Map<String, String> clientProperties(String username, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrap(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                BrokerConfiguration.scram(username, password));
    }

    private void formatOnce() throws IOException {
        if (Files.exists(settings.home().resolve("meta.properties"))) {
            return;
        }
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            formatter().setPrintStream(silent).run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Kafka's folder could not be formatted", e);
        }
    }

    private Formatter formatter() {
        var folder = settings.home().toString();
        return new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerConfiguration.NODE_ID)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName(BrokerConfiguration.CONTROLLER)
                .setMetadataLogDirectory(folder)
                .setDirectories(List.of(folder))
                .setScramArguments(List.of("SCRAM-SHA-512=[name=" + PLATFORM + ",password=" + settings.password()
                        + ",iterations=" + BrokerConfiguration.SCRAM_ITERATIONS + "]"));
    }

    /** Kafka ends the process when it fails; here that would take everything else with it. */
    private static void keepTheProgramAlive() {
        Exit.setHaltProcedure(EmbeddedKafkaServer::fail);
        Exit.setExitProcedure(EmbeddedKafkaServer::fail);
    }

    private static void fail(int status, @Nullable String message) {
        log.error("The embedded Kafka failed with status {}: {}", status, message);
        throw new IllegalStateException("The embedded Kafka failed: " + message);
    }
}
