package dev.agentdesk.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that belongs to this program and is reached on 127.0.0.1 with SCRAM only.
 *
 * <p>What was committed survives {@link #stop()}, a killed JVM and a killed server; {@link #start()} on the same folder
 * finds it again. A server that outlived its JVM is stopped first, so that it always runs with today's settings. Not
 * thread-safe: one owner starts and stops it.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** Five services with a pool of ten, one listening connection each, and room for rebuilds. */
    private static final String MAX_CONNECTIONS = "120";

    private final PostgresSettings settings;
    private final Path data;
    private @Nullable EmbeddedPostgres running;

    public EmbeddedPostgresServer(PostgresSettings settings) {
        this.settings = settings;
        this.data = settings.home().resolve("data");
    }

    /** Starts the server and returns when it answers; initialises the folder when it is empty. */
    public EmbeddedPostgresServer start() {
        if (running != null) {
            return this;
        }
        try {
            PrivateFiles.folder(settings.home());
            Postmaster.stopLeftOver(data);
            running = launch();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start; see " + log(), e);
        }
    }

    /** Stops the server after a checkpoint; open connections are cut. */
    public void stop() {
        var server = running;
        running = null;
        if (server == null) {
            return;
        }
        try {
            server.close();
            Postmaster.stopLeftOver(data);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop; see " + log(), e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /**
     * The database {@code name} with a role of the same name that owns it, created if absent. The role gets this
     * password on every call, and may neither reach another database nor create one.
     */
    public PostgresDatabase database(String name, String password) {
        var server = running;
        if (server == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        try (var connection = server.getPostgresDatabase().getConnection()) {
            Roles.ensure(connection, name, password);
            return new PostgresDatabase("jdbc:postgresql://127.0.0.1:" + port() + "/" + name, name, password);
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " could not be prepared", e);
        }
    }

    /** Ends a server that still runs in this home although the program that started it is gone. */
    public static void stopLeftOver(Path home) throws IOException {
        Postmaster.stopLeftOver(home.resolve("data"));
    }

    public int port() {
        return settings.port();
    }

    private Path log() {
        return settings.home().resolve("postgres.log");
    }

    private EmbeddedPostgres launch() throws IOException {
        var passwordFile = settings.home().resolve("password.tmp");
        PrivateFiles.replace(passwordFile, settings.password());
        try {
            return builder(passwordFile).start();
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private EmbeddedPostgres.Builder builder(Path passwordFile) {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(settings.stopWithJvm())
                .setPort(settings.port())
                .setConnectConfig("password", settings.password())
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(Redirect.appendTo(log().toFile()))
                .setErrorRedirector(Redirect.appendTo(log().toFile()))
                .setDataDirectoryCustomizer(folder -> ServerFiles.write(folder.toPath()));
        initialise(builder, passwordFile);
        configure(builder);
        if (settings.durable()) {
            // Beside the data: the system's temporary folder may be swept while the server runs.
            builder.setOverrideWorkingDirectory(
                    settings.home().resolve("binaries").toFile());
        }
        return builder;
    }

    /** Options of initdb: they come after the library's own {@code -A trust} and win. */
    private static void initialise(EmbeddedPostgres.Builder builder, Path passwordFile) {
        builder.setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C");
    }

    /** Options of the command line: the library sets these there, where no file can correct them. */
    private void configure(EmbeddedPostgres.Builder builder) {
        var commit = settings.durable() ? "on" : "off";
        builder.setServerConfig("max_connections", MAX_CONNECTIONS)
                .setServerConfig("fsync", commit)
                .setServerConfig("synchronous_commit", commit)
                .setServerConfig("full_page_writes", commit);
    }
}
