package dev.agentdesk.standalone;

import dev.agentdesk.embedded.EmbeddedKafkaServer;
import dev.agentdesk.embedded.EmbeddedPostgresServer;
import dev.agentdesk.embedded.KafkaSettings;
import dev.agentdesk.embedded.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One whole instance inside this JVM: PostgreSQL and Kafka first, then the services; on {@link #close()} in reverse.
 *
 * <p>{@code close()} may be called at any time and from any thread, also while {@link #start} still runs; it returns
 * when everything has ended. An instance starts once.
 */
public final class Platform implements AutoCloseable {

    private final PlatformSettings settings;
    private final DataFolder folder;
    private final Secrets secrets;
    private final Ports ports;
    private final EmbeddedPostgresServer postgres;
    private final EmbeddedKafkaServer kafka;
    private final Contexts contexts = new Contexts();
    private volatile boolean ending;

    private Platform(PlatformSettings settings) {
        this.settings = settings;
        this.folder = new DataFolder(settings.data()).lock();
        this.secrets = Secrets.in(folder.secrets());
        this.ports = Ports.remembered(folder.ports());
        this.postgres = new EmbeddedPostgresServer(
                new PostgresSettings(folder.postgres(), ports.postgres(), secrets.postgres(), true, false));
        this.kafka = new EmbeddedKafkaServer(
                new KafkaSettings(folder.kafka(), ports.kafka(), ports.kafkaController(), secrets.kafka(), true));
    }

    /** Takes the data folder; nothing runs yet. */
    public static Platform on(PlatformSettings settings) {
        return new Platform(settings);
    }

    /** Starts everything and returns when all of it answers; {@code progress} hears of each part and its time. */
    public void start(BiConsumer<String, Duration> progress) {
        Parallel.run(List.of(
                () -> timed("PostgreSQL", progress, postgres::start), () -> timed("Kafka", progress, kafka::start)));
        var service = new ServiceSettings(settings, folder, secrets, ports, kafka.clientProperties(), wasKilled());
        Parallel.run(List.of(Service.values()).stream()
                .<Runnable>map(each -> () -> timed(each.id(), progress, () -> start(each, service)))
                .toList());
    }

    /** Whether the last instance on this folder did not end by itself; this one is marked as running from now on. */
    private boolean wasKilled() {
        try {
            boolean killed = Files.exists(folder.running());
            Files.write(folder.running(), new byte[0]);
            return killed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Service service, ServiceSettings all) {
        var database = postgres.database(service.database(), secrets.database(service));
        contexts.start(service, all.of(service, database));
    }

    private static void timed(String part, BiConsumer<String, Duration> progress, Runnable step) {
        var began = System.nanoTime();
        try {
            step.run();
        } catch (RuntimeException e) {
            throw new IllegalStateException(part + " did not start", e);
        }
        progress.accept(part, Duration.ofNanos(System.nanoTime() - began));
    }

    /** The running context of a service. */
    public ConfigurableApplicationContext context(Service service) {
        return contexts.get(service);
    }

    public EmbeddedPostgresServer postgres() {
        return postgres;
    }

    public EmbeddedKafkaServer kafka() {
        return kafka;
    }

    PlatformSettings settings() {
        return settings;
    }

    DataFolder folder() {
        return folder;
    }

    Ports ports() {
        return ports;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Whether {@link #close()} has been called; whatever fails since then fails because of that. */
    boolean ending() {
        return ending;
    }

    @Override
    public void close() {
        ending = true;
        contexts.close();
        kafka.stop();
        postgres.stop();
        folder.running().toFile().delete();
        folder.close();
    }
}
