package dev.agentdesk.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    @TempDir
    private Path folder;

    @Test
    void writesAPairThatSignsAndVerifies() throws Exception {
        KeyFiles.ensurePair(folder.resolve("private.pem"), folder.resolve("public.pem"));

        var keys = KeyFactory.getInstance("Ed25519");
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(read("private.pem", "PRIVATE KEY"))));
        signer.update((byte) 7);
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(keys.generatePublic(new X509EncodedKeySpec(read("public.pem", "PUBLIC KEY"))));
        verifier.update((byte) 7);
        assertThat(verifier.verify(signer.sign())).isTrue();
    }

    @Test
    void keepsWhatIsThere() throws Exception {
        KeyFiles.ensurePair(folder.resolve("private.pem"), folder.resolve("public.pem"));
        KeyFiles.ensureMasterKey(folder.resolve("master.key"));
        var password = KeyFiles.ensurePassword(folder.resolve("password"));
        var pair = Files.readString(folder.resolve("private.pem"));
        var master = Files.readString(folder.resolve("master.key"));

        KeyFiles.ensurePair(folder.resolve("private.pem"), folder.resolve("public.pem"));
        KeyFiles.ensureMasterKey(folder.resolve("master.key"));

        assertThat(KeyFiles.ensurePassword(folder.resolve("password"))).isEqualTo(password);
        assertThat(folder.resolve("private.pem")).hasContent(pair);
        assertThat(folder.resolve("master.key")).hasContent(master);
    }

    @Test
    void completesAPairWhosePrivateHalfWasNeverWritten() throws Exception {
        Files.writeString(folder.resolve("public.pem"), "left over");

        KeyFiles.ensurePair(folder.resolve("private.pem"), folder.resolve("public.pem"));

        assertThat(Files.readString(folder.resolve("public.pem"))).startsWith("-----BEGIN PUBLIC KEY-----");
    }

    @Test
    void letsOnlyTheOwnerRead() throws Exception {
        KeyFiles.ensureMasterKey(folder.resolve("master.key"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder()
                        .decode(Files.readString(folder.resolve("master.key")).strip()))
                .hasSize(32);
    }

    private byte[] read(String file, String label) throws Exception {
        var body = Files.readString(folder.resolve(file))
                .replace("-----BEGIN " + label + "-----", "")
                .replace("-----END " + label + "-----", "");
        return Base64.getMimeDecoder().decode(body);
    }
}
