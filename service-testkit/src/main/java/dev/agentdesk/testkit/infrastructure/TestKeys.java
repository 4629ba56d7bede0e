package dev.agentdesk.testkit.infrastructure;

import dev.agentdesk.embedded.KeyFiles;
import dev.agentdesk.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Keys for all services, trusted by each other, and a master key, in the files that the services read. */
public final class TestKeys {

    private static final List<String> SERVICES = List.of(
            "workspace-service", "session-service", "trigger-service", "terminal-service", "gateway", "sample-service");

    private final Path folder;

    private TestKeys(Path folder) {
        this.folder = folder;
    }

    /** Keys in this folder; those that are there stay. */
    public static TestKeys in(Path folder) {
        var keys = new TestKeys(folder);
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.folder(keys.trusted());
            KeyFiles.ensureMasterKey(keys.masterKey());
            for (var service : SERVICES) {
                KeyFiles.ensurePair(keys.privateKeyFile(service), keys.trusted().resolve(service + ".pem"));
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same keys for every test of this JVM. */
    public static TestKeys shared() {
        return Holder.KEYS;
    }

    /** For {@code agentdesk.keys.private-key-file} of this service. */
    public Path privateKeyFile(String service) {
        return folder.resolve(service + ".private.pem");
    }

    /** For {@code agentdesk.keys.trusted-dir}. */
    public Path trusted() {
        return folder.resolve("trusted");
    }

    /** For {@code agentdesk.keys.master-key-file}. */
    public Path masterKey() {
        return folder.resolve("master.key");
    }

    /** What a test signs with when it plays this service. */
    public PrivateKey privateKey(String service) {
        try {
            var body = Files.readString(privateKeyFile(service)).replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The key of " + service + " can't be read", e);
        }
    }

    private static final class Holder {

        private static final TestKeys KEYS = in(TemporaryFolders.next("keys"));
    }
}
