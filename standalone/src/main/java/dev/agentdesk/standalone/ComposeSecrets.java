package dev.agentdesk.standalone;

import dev.agentdesk.embedded.KeyFiles;
import dev.agentdesk.embedded.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The secret files that {@code docker-compose.yml} mounts. What is there stays; what is missing is made.
 *
 * <p>The folder is closed to everybody but its owner; the files in it are not, because a container sees them with the
 * owner and mode that they have outside, and its user is another one.
 */
final class ComposeSecrets {

    private static final String PLATFORM = "platform";

    private final Console console;

    ComposeSecrets(Console console) {
        this.console = console;
    }

    void write(String where) {
        var folder = Path.of(where).toAbsolutePath().normalize();
        try {
            PrivateFiles.folder(folder);
            Files.createDirectories(folder.resolve("trusted"));
            KeyFiles.ensureMasterKey(folder.resolve("master.key"));
            KeyFiles.ensurePassword(folder.resolve("postgres"));
            for (var service : Service.values()) {
                KeyFiles.ensurePassword(folder.resolve("database-" + service.database()));
                KeyFiles.ensurePair(
                        folder.resolve(service.id() + ".pem"),
                        folder.resolve("trusted").resolve(service.id() + ".pem"));
            }
            kafka(folder);
            open(folder);
            console.say("The secrets are in " + folder + "; keep a copy of master.key where no backup of the data is.");
        } catch (IOException e) {
            throw new Refusal("The secrets can't be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void kafka(Path folder) throws IOException {
        var password = KeyFiles.ensurePassword(folder.resolve("kafka"));
        var login = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + PLATFORM
                + "\" password=\"" + password + "\"";
        ensure(folder.resolve("kafka-client"), login + ";\n");
        ensure(
                folder.resolve("kafka-server"),
                "KafkaServer {\n  " + login + "\n  user_" + PLATFORM + "=\"" + password + "\";\n};\n");
    }

    private static void ensure(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.replace(file, text);
        }
    }

    private static void open(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(each -> !each.equals(folder)).toList()) {
                var mode = Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            }
        }
    }
}
