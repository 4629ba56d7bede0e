package dev.agentdesk.kit.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random 96-bit nonce in front; bound to a context, so that sealed bytes can't be moved elsewhere.
 */
final class Aead {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    Aead(SecretKey key) {
        this.key = key;
    }

    byte[] seal(byte[] content, String context) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return seal(content, context, nonce);
    }

    /**
     * The same content always gives the same bytes: its nonce is a keyed digest of it, so that no two contents share
     * one. Shows to a reader of the bytes that a text did not change, and nothing else.
     */
    byte[] sealAlike(byte[] content, String context) {
        try {
            var digest = Mac.getInstance("HmacSHA256");
            digest.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            digest.update(("nonce\0" + context + "\0").getBytes(StandardCharsets.UTF_8));
            return seal(content, context, Arrays.copyOf(digest.doFinal(content), NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    private byte[] seal(byte[] content, String context, byte[] nonce) {
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(content);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    byte[] open(byte[] sealed, String context) throws GeneralSecurityException {
        var buffer = ByteBuffer.wrap(sealed);
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(rest);
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
