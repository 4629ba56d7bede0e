package dev.agentdesk.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration files of the embedded PostgreSQL, written anew before every start, also into an older folder. */
final class ServerFiles {

    /** The first match decides: nobody by Unix socket, a role only into the database of its own name. */
    private static final String WHO_MAY_CONNECT = """
            # Written by Agentdesk at every start.
            local  all       all                    reject
            host   all       postgres  127.0.0.1/32 scram-sha-256
            host   sameuser  all       127.0.0.1/32 scram-sha-256
            """;

    /** Lean: five small services share it with everything else on one machine. */
    private static final String SETTINGS = """
            # Written by Agentdesk at every start.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = '.'
            unix_socket_permissions = 0700
            password_encryption = 'scram-sha-256'
            scram_iterations = 4096
            shared_buffers = 64MB
            io_method = 'sync'
            jit = off
            max_parallel_workers = 2
            max_wal_size = 256MB
            log_connections = ''
            log_checkpoints = off
            log_min_error_statement = panic
            """;

    private static final String INCLUDE = "include_if_exists = 'agentdesk.conf'";

    private ServerFiles() {}

    static void write(Path data) {
        try {
            PrivateFiles.replace(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
            PrivateFiles.replace(data.resolve("agentdesk.conf"), SETTINGS);
            include(data.resolve("postgresql.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's configuration could not be written", e);
        }
    }

    private static void include(Path configuration) throws IOException {
        var text = Files.readString(configuration);
        if (!text.contains(INCLUDE)) {
            Files.writeString(configuration, text + System.lineSeparator() + INCLUDE + System.lineSeparator());
        }
    }
}
