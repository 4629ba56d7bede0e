package dev.agentdesk.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {

    private static final String PASSWORD = "a-superuser-password";
    private static final String SESSION_PASSWORD = "a-session-password";

    @TempDir
    private static Path home;

    private static PostgresSettings settings;
    private static EmbeddedPostgresServer server;

    @BeforeAll
    static void start() {
        settings = new PostgresSettings(home.resolve("postgres"), FreePorts.next(), PASSWORD, true, true);
        server = new EmbeddedPostgresServer(settings).start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void keepsCommittedRowsWhenItStopsAndStartsAgain() throws Exception {
        var database = server.database("restarted", SESSION_PASSWORD);
        execute(database, "create table kept (word text)", "insert into kept values ('yes')");

        server.stop();
        assertThatThrownBy(() -> connect(database, SESSION_PASSWORD)).isInstanceOf(SQLException.class);
        server.start();

        assertThat(ask(database, "select word from kept")).isEqualTo("yes");
    }

    @Test
    void writesToTheDiskBeforeItAnswers() throws Exception {
        var database = server.database("session", SESSION_PASSWORD);

        assertThat(ask(database, "show fsync")).isEqualTo("on");
        assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
        assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
        assertThat(ask(database, "show max_connections")).isEqualTo("120");
    }

    @Test
    void preparesADatabaseAsOftenAsAskedAndTakesTheNewestPassword() throws Exception {
        var database = server.database("repeated", SESSION_PASSWORD);
        execute(database, "create table kept (word text)", "insert into kept values ('yes')");

        var again = server.database("repeated", "another-session-password");

        assertThat(ask(again, "select word from kept")).isEqualTo("yes");
        assertThatThrownBy(() -> connect(database, SESSION_PASSWORD)).hasMessageContaining("password");
    }

    @Test
    void refusesAWrongPasswordAndNone() {
        var database = server.database("session", SESSION_PASSWORD);

        assertThatThrownBy(() -> connect(database, "wrong")).hasMessageContaining("password");
        assertThatThrownBy(() -> connect(database, "")).hasMessageContaining("password");
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + settings.port() + "/postgres", "postgres", "wrong"))
                .hasMessageContaining("password");
    }

    @Test
    void letsARoleIntoItsOwnDatabaseOnly() {
        var session = server.database("session", SESSION_PASSWORD);
        server.database("automation", "an-automation-password");

        for (var foreign : new String[] {"automation", "postgres", "template1"}) {
            var url = session.url().replace("/session", "/" + foreign);
            assertThatThrownBy(() -> DriverManager.getConnection(url, session.user(), session.password()))
                    .as(foreign)
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void givesARoleNoRightsOverTheServer() {
        var session = server.database("session", SESSION_PASSWORD);

        assertThatThrownBy(() -> execute(session, "create role other login")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(session, "create database other")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(session, "create table t (x text)", "copy t from program 'id'"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void keepsItsFolderToItsOwner() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.home())))
                .isEqualTo("rwx------");
        assertThat(settings.home().resolve("password.tmp")).doesNotExist();
        var command = new ProcessBuilder("ps", "-eo", "args").start();
        assertThat(new String(command.getInputStream().readAllBytes())).doesNotContain(PASSWORD);
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        var outside = InetAddress.getLocalHost();
        if (outside.isLoopbackAddress()) {
            return;
        }
        assertThatThrownBy(() -> new Socket(outside, settings.port()).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void takesOverFromAServerThatOutlivedItsProgram() throws Exception {
        server.stop();
        var program =
                program(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var orphan = Long.parseLong(Files.readAllLines(settings.home().resolve("data/postmaster.pid"))
                .getFirst());
        program.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(ProcessHandle.of(orphan))
                .as("the server is alive without its program")
                .isPresent();

        server.start();

        assertThat(ProcessHandle.of(orphan)).as("the old server").isEmpty();
        assertThat(ask(server.database("left_over", SESSION_PASSWORD), "select word from kept"))
                .isEqualTo("yes");
    }

    /** A program of its own that starts the server, commits a row, says so and waits. */
    private static Process program(String java) throws Exception {
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProgram.class.getName(),
                        settings.home().toString(),
                        Integer.toString(settings.port()),
                        PASSWORD,
                        SESSION_PASSWORD)
                .redirectErrorStream(true)
                .start();
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(CommittingProgram.COMMITTED)) {
                return process;
            }
        }
        throw new AssertionError("The program ended before it committed");
    }

    private static Connection connect(PostgresDatabase database, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", password);
        return DriverManager.getConnection(database.url(), properties);
    }

    private static void execute(PostgresDatabase database, String... statements) throws SQLException {
        try (var connection = connect(database, database.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(PostgresDatabase database, String query) throws SQLException {
        try (var connection = connect(database, database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
