package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void giveEachServiceAKeyAndAPasswordOfItsOwn() throws Exception {
        var secrets = Secrets.in(folder.resolve("secrets"));
        var keys = new HashSet<String>();
        var passwords = new HashSet<String>();
        for (var service : Service.values()) {
            keys.add(Files.readString(secrets.privateKey(service)));
            passwords.add(secrets.database(service));
            assertThat(secrets.trusted().resolve(service.id() + ".pem")).exists();
        }

        assertThat(keys).hasSize(5);
        assertThat(passwords).hasSize(5).doesNotContain(secrets.postgres(), secrets.kafka(), secrets.control());
    }

    @Test
    void staySameWhenAskedAgain() throws Exception {
        var first = Secrets.in(folder.resolve("secrets"));
        var password = first.database(Service.SESSION);
        var master = Files.readString(first.masterKey());

        var second = Secrets.in(folder.resolve("secrets"));

        assertThat(second.database(Service.SESSION)).isEqualTo(password);
        assertThat(second.masterKey()).hasContent(master);
    }

    @Test
    void areReadableByTheOwnerOnly() throws Exception {
        var secrets = Secrets.in(folder.resolve("secrets"));
        secrets.kafka();

        try (var all = Files.walk(folder.resolve("secrets"))) {
            for (var path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }
}
