package dev.agentdesk.testkit.infrastructure;

import dev.agentdesk.embedded.EmbeddedKafkaServer;
import dev.agentdesk.embedded.EmbeddedPostgresServer;
import dev.agentdesk.embedded.FreePorts;
import dev.agentdesk.embedded.KafkaSettings;
import dev.agentdesk.embedded.KeyFiles;
import dev.agentdesk.embedded.PostgresSettings;
import java.nio.file.Path;

/**
 * Embedded servers of one test, which may stop and start them as it likes; they keep their port and their data.
 *
 * <p>The caller stops them. They are always embedded: a container that stops gets another port.
 */
public final class OwnServers {

    private OwnServers() {}

    /** A running PostgreSQL of one's own. */
    public static EmbeddedPostgresServer postgres(Path folder) {
        var settings =
                new PostgresSettings(folder.resolve("postgres"), FreePorts.next(), KeyFiles.newPassword(), false, true);
        return new EmbeddedPostgresServer(settings).start();
    }

    /** A running Kafka of one's own. */
    public static EmbeddedKafkaServer kafka(Path folder) {
        var settings = new KafkaSettings(
                folder.resolve("kafka"), FreePorts.next(), FreePorts.next(), KeyFiles.newPassword(), false);
        return new EmbeddedKafkaServer(settings).start();
    }
}
