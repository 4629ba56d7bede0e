package dev.agentdesk.gateway.digest;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody can guess: 128 random bits in 22 characters that are safe in addresses, cookies and headers. */
public final class Secrets {

    private static final int BYTES = 16;
    private static final SecureRandom CHANCE = new SecureRandom();

    private Secrets() {}

    public static String fresh() {
        var bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
