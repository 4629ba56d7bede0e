package dev.agentdesk.kit.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Secrets come from files, never from the environment: what an agent can see of a process's environment holds none.
 *
 * @param privateKeyFile this service's Ed25519 key, PKCS#8 in PEM
 * @param trustedDir one {@code <service>.pem} per service whose tokens are taken, X.509 in PEM
 * @param masterKeyFile 32 bytes in Base64; wraps the data keys
 */
@ConfigurationProperties("agentdesk.keys")
public record KeyFiles(Path privateKeyFile, Path trustedDir, Path masterKeyFile) {

    private static final int MASTER_KEY_BYTES = 32;

    public PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pem(privateKeyFile)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(privateKeyFile.getFileName() + " is no Ed25519 private key", e);
        }
    }

    /** The public key of a service whose tokens are taken. */
    public Optional<PublicKey> trusted(String service) {
        var file = trustedDir.resolve(service + ".pem");
        if (!service.matches("[a-z-]+") || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(pem(file))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file.getFileName() + " is no Ed25519 public key", e);
        }
    }

    public byte[] masterKey() {
        var key = Base64.getDecoder().decode(read(masterKeyFile).strip());
        if (key.length != MASTER_KEY_BYTES) {
            throw new IllegalStateException("the master key must have " + MASTER_KEY_BYTES + " bytes");
        }
        return key;
    }

    private static byte[] pem(Path file) {
        return Base64.getMimeDecoder().decode(read(file).replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a key file can't be read: " + file.getFileName(), e);
        }
    }
}
