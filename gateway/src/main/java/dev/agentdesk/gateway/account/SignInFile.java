package dev.agentdesk.gateway.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where a fresh sign-in link is left at each start, for instances without a terminal: a file that only its owner reads,
 * never the log.
 *
 * @param signInFile null: no link is left anywhere
 */
@ConfigurationProperties("agentdesk")
public record SignInFile(@Nullable Path signInFile) {

    void write(SignInLinks links) throws IOException {
        if (signInFile == null) {
            return;
        }
        var folder = signInFile.toAbsolutePath().getParent();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = Files.createTempFile(folder, "sign-in", ".new", ownerOnly);
        Files.writeString(fresh, links.newLink() + System.lineSeparator());
        Files.move(fresh, signInFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
