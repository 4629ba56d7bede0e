package dev.agentdesk.session.share;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody can guess: 128 random bits in 22 characters that are safe in addresses. */
final class Tokens {

    private static final int BYTES = 16;
    private static final SecureRandom CHANCE = new SecureRandom();

    private Tokens() {}

    static String fresh() {
        var bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
