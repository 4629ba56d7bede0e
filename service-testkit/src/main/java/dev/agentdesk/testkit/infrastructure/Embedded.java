package dev.agentdesk.testkit.infrastructure;

import dev.agentdesk.embedded.EmbeddedKafkaServer;
import dev.agentdesk.embedded.EmbeddedPostgresServer;
import dev.agentdesk.embedded.FreePorts;
import dev.agentdesk.embedded.KafkaSettings;
import dev.agentdesk.embedded.KeyFiles;
import dev.agentdesk.embedded.PostgresDatabase;
import dev.agentdesk.embedded.PostgresSettings;
import org.jspecify.annotations.Nullable;

/** Servers inside this JVM in a temporary folder; they trade durability for speed. */
final class Embedded implements Servers {

    private static final Embedded shared = new Embedded();

    private final String password = KeyFiles.newPassword();
    private @Nullable EmbeddedPostgresServer postgres;
    private @Nullable EmbeddedKafkaServer kafka;

    private Embedded() {}

    static Embedded shared() {
        return shared;
    }

    @Override
    public synchronized PostgresDatabase create(String name) {
        if (postgres == null) {
            var home = TemporaryFolders.next("postgres");
            postgres = new EmbeddedPostgresServer(new PostgresSettings(home, FreePorts.next(), password, false, false));
            postgres.start();
            TemporaryFolders.beforeDeletion(postgres::stop);
        }
        return postgres.database(name, password);
    }

    @Override
    public synchronized KafkaAccess kafka() {
        if (kafka == null) {
            var home = TemporaryFolders.next("kafka");
            kafka = new EmbeddedKafkaServer(
                            new KafkaSettings(home, FreePorts.next(), FreePorts.next(), password, false))
                    .start();
        }
        return new KafkaAccess(kafka.bootstrap(), kafka.clientProperties());
    }
}
