package dev.agentdesk.testkit.infrastructure;

import dev.agentdesk.embedded.KeyFiles;
import dev.agentdesk.embedded.PostgresDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Servers in containers, as in production; Testcontainers removes them when the JVM ends. */
final class Containers implements Servers {

    private static final Containers shared = new Containers();

    private @Nullable PostgreSQLContainer postgres;
    private @Nullable KafkaContainer kafka;

    private Containers() {}

    static Containers shared() {
        if (Engine.absent()) {
            throw new TestAbortedException(Engine.ABSENT);
        }
        return shared;
    }

    @Override
    public synchronized PostgresDatabase create(String name) {
        if (postgres == null) {
            postgres = new PostgreSQLContainer("postgres:17").withCommand("postgres", "-c", "max_connections=120");
            postgres.start();
        }
        return create(postgres, name);
    }

    @Override
    public synchronized KafkaAccess kafka() {
        if (kafka == null) {
            kafka = new KafkaContainer("apache/kafka:4.2.1");
            kafka.start();
        }
        var bootstrap = kafka.getBootstrapServers();
        return new KafkaAccess(bootstrap, Map.of("bootstrap.servers", bootstrap));
    }

    private static PostgresDatabase create(PostgreSQLContainer server, String name) {
        var password = KeyFiles.newPassword();
        try (var connection =
                        DriverManager.getConnection(server.getJdbcUrl(), server.getUsername(), server.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("create role " + name + " login password '" + password + "'");
            statement.execute("create database " + name + " owner " + name);
            var url = "jdbc:postgresql://" + server.getHost() + ":" + server.getFirstMappedPort() + "/" + name;
            return new PostgresDatabase(url, name, password);
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " could not be created", e);
        }
    }
}
