package dev.agentdesk.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets that a platform needs before it first starts, each in a file of its own.
 *
 * <p>Every method keeps what is there and makes what is missing, so that a start that was cut off is completed by the
 * next one. Files have mode 0600.
 */
public final class KeyFiles {

    private static final int MASTER_KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 24;
    private static final SecureRandom random = new SecureRandom();

    private KeyFiles() {}

    /** An Ed25519 pair: the private key as PKCS#8 PEM, the public key as SPKI PEM. */
    public static void ensurePair(Path privateKey, Path publicKey) throws IOException {
        if (Files.exists(privateKey) && Files.exists(publicKey)) {
            return;
        }
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // The private key last: as long as it is missing, nobody has signed with this pair.
            PrivateFiles.replace(publicKey, pem("PUBLIC KEY", pair.getPublic()));
            PrivateFiles.replace(privateKey, pem("PRIVATE KEY", pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IOException("This JDK has no Ed25519", e);
        }
    }

    /** A master key: 32 random bytes as base64. */
    public static void ensureMasterKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.replace(file, Base64.getEncoder().encodeToString(randomBytes(MASTER_KEY_BYTES)) + "\n");
        }
    }

    /** A password of 192 bits made of letters, digits, {@code _} and {@code -}. */
    public static String ensurePassword(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.replace(file, newPassword() + "\n");
        }
        return Files.readString(file).strip();
    }

    /** A password of 192 bits made of letters, digits, {@code _} and {@code -}. */
    public static String newPassword() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(PASSWORD_BYTES));
    }

    private static byte[] randomBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String pem(String label, Key key) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
