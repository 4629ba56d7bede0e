package dev.agentdesk.embedded;

import java.nio.file.Path;

/**
 * How one embedded Kafka runs.
 *
 * @param home folder of its own, created with mode 0700
 * @param port of the client listener on 127.0.0.1
 * @param controllerPort of the controller listener on 127.0.0.1
 * @param password of the user {@link EmbeddedKafkaServer#PLATFORM}; letters, digits, {@code _} and {@code -}; it is set
 *     when the folder is first used
 * @param durable whether a record is on the disk before it is acknowledged; false is for tests only
 */
public record KafkaSettings(Path home, int port, int controllerPort, String password, boolean durable) {

    @Override
    public String toString() {
        return "KafkaSettings[home=" + home + ", port=" + port + "]";
    }
}
