package dev.agentdesk.testkit.infrastructure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.embedded.PostgresDatabase;
import java.nio.file.Path;
import java.security.Signature;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureIT {

    @TempDir
    private Path folder;

    @Test
    void givesEveryoneADatabaseOfTheirOwn() throws Exception {
        var first = Infrastructure.database("session-service");
        var second = Infrastructure.database("session-service");

        run(first, "create table t (x int)");

        assertThat(first.url()).isNotEqualTo(second.url());
        run(second, "create table t (x int)");
    }

    @Test
    void reachesTheBroker() throws Exception {
        try (var admin =
                Admin.create(Map.<String, Object>copyOf(Infrastructure.kafka().clientProperties()))) {
            assertThat(admin.describeCluster().nodes().get(20, SECONDS)).hasSize(1);
        }
    }

    @Test
    void keepsDatabasesOfAServerThatStopsAndStarts() throws Exception {
        try (var server = OwnServers.postgres(folder)) {
            var database = server.database("session", "a-password-of-sixteen");
            run(database, "create table t (x int)");
            server.stop();
            server.start();
            run(database, "insert into t values (1)");
        }
    }

    @Test
    void writesKeysThatSign() throws Exception {
        var keys = TestKeys.in(folder.resolve("keys"));
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.privateKey("gateway"));

        assertThat(signature.sign()).hasSize(64);
        assertThat(keys.trusted().resolve("gateway.pem")).exists();
        assertThat(keys.masterKey()).exists();
    }

    @Test
    void saysAllThatAServiceNeeds() {
        assertThat(ServiceProperties.of("gateway"))
                .containsKeys(
                        "spring.datasource.url",
                        "spring.kafka.bootstrap-servers",
                        "agentdesk.keys.private-key-file",
                        "agentdesk.keys.trusted-dir",
                        "agentdesk.keys.master-key-file")
                .containsEntry("server.port", 0);
    }

    private static void run(PostgresDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
