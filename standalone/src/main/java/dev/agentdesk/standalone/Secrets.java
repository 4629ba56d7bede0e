package dev.agentdesk.standalone;

import dev.agentdesk.embedded.KeyFiles;
import dev.agentdesk.embedded.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Passwords and keys of one instance, each in a file with mode 0600 below a folder with mode 0700.
 *
 * <p>Made when the folder is first used and kept for ever: the master key opens what was stored with it. Files rather
 * than the environment, because agents see environments.
 */
final class Secrets {

    private final Path folder;

    private Secrets(Path folder) {
        this.folder = folder;
    }

    /** Makes what is missing. */
    static Secrets in(Path folder) {
        var secrets = new Secrets(folder);
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.folder(folder.resolve("keys"));
            PrivateFiles.folder(secrets.trusted());
            KeyFiles.ensureMasterKey(secrets.masterKey());
            for (var service : Service.values()) {
                KeyFiles.ensurePair(
                        secrets.privateKey(service), secrets.trusted().resolve(service.id() + ".pem"));
            }
            return secrets;
        } catch (IOException e) {
            throw new Refusal("The secrets in " + folder + " can't be written: " + e.getMessage(), e);
        }
    }

    Path privateKey(Service service) {
        return folder.resolve("keys").resolve(service.id() + ".pem");
    }

    /** Public keys of all services: each takes the tokens of the others. */
    Path trusted() {
        return folder.resolve("trusted");
    }

    Path masterKey() {
        return folder.resolve("master.key");
    }

    /** Of PostgreSQL's superuser. */
    String postgres() {
        return password("postgres");
    }

    String database(Service service) {
        return password("database-" + service.database());
    }

    String kafka() {
        return password("kafka");
    }

    /** What a command must show to the instance that it asks. */
    String control() {
        return password("control");
    }

    private String password(String name) {
        try {
            return KeyFiles.ensurePassword(folder.resolve(name));
        } catch (IOException e) {
            throw new Refusal("The secret " + folder.resolve(name) + " can't be read: " + e.getMessage(), e);
        }
    }
}
