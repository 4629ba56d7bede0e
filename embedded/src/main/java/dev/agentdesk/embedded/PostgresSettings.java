package dev.agentdesk.embedded;

import java.nio.file.Path;

/**
 * How one embedded PostgreSQL runs. All of it is fixed for the life of a folder except the port.
 *
 * @param home folder of its own, created with mode 0700; holds binaries, data and log
 * @param port port on 127.0.0.1
 * @param password of the superuser {@code postgres}; it is set when the folder is first used
 * @param durable whether a commit is on the disk before it is answered; false is for tests only
 * @param stopWithJvm whether a shutdown hook stops it; the one who shuts down in an order of his own says no
 */
public record PostgresSettings(Path home, int port, String password, boolean durable, boolean stopWithJvm) {

    @Override
    public String toString() {
        return "PostgresSettings[home=" + home + ", port=" + port + "]";
    }
}
