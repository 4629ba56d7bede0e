package dev.agentdesk.gateway.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The form of a service token: {@code adk_}, 160 random bits, and a checksum, in lower-case Crockford base32.
 *
 * <p>The checksum tells a mistyped or made-up token without asking the database, and lets a scanner know a leaked one
 * for sure: {@code adk_[0-9a-hjkmnp-tv-z]{39}}.
 */
final class TokenText {

    static final String PREFIX = "adk_";

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int RANDOM_BYTES = 20;
    private static final int RANDOM_CHARACTERS = RANDOM_BYTES * 8 / 5;

    /** 32 bits of CRC. */
    private static final int CHECK_CHARACTERS = 7;

    private TokenText() {}

    static String random(SecureRandom chance) {
        var bytes = new byte[RANDOM_BYTES];
        chance.nextBytes(bytes);
        var text = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_BYTES; i += 5) {
            long five = ByteBuffer.allocate(8).put(3, bytes, i, 5).getLong(0);
            append(text, five, 8);
        }
        return text + check(text);
    }

    /** Whether it can be a token at all; says nothing about whether it is one. */
    static boolean isWellFormed(String token) {
        int checkAt = PREFIX.length() + RANDOM_CHARACTERS;
        return token.length() == checkAt + CHECK_CHARACTERS
                && token.startsWith(PREFIX)
                && check(token.substring(0, checkAt)).equals(token.substring(checkAt));
    }

    private static String check(CharSequence text) {
        var crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        var check = new StringBuilder();
        append(check, crc.getValue(), CHECK_CHARACTERS);
        return check.toString();
    }

    private static void append(StringBuilder text, long bits, int characters) {
        for (int i = characters - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt((int) (bits >>> 5 * i) & 31));
        }
    }
}
