package dev.agentdesk.gateway.password;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * What is kept of a password: Argon2id over its normal form, so that the same characters typed elsewhere are the same.
 *
 * <p>Thread-safe. A few at a time over all callers, because each costs memory and time on purpose. A comparison with
 * nothing takes as long as one with something and is false.
 */
public final class Passwords {

    /** OWASP's first choice for Argon2id: 19 MiB, two rounds, one lane. */
    private static final int MEMORY_KIB = 19_456;

    private static final int ROUNDS = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** As many as the smallest machine has cores; more would not be faster, only larger. */
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final PasswordEncoder encoder;
    private final String decoy;

    public Passwords() {
        this(new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, ROUNDS));
    }

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.decoy = encode("a password of nobody");
    }

    /** The form to be kept; another one each time. */
    public String hash(String password) {
        return inTurn(() -> encode(normal(password)));
    }

    /** Whether this is the password; the same work for an account without one (null) or for none at all. */
    public boolean matches(String password, @Nullable String hash) {
        boolean equal = inTurn(() -> encoder.matches(normal(password), hash == null ? decoy : hash));
        return equal && hash != null;
    }

    /** @throws IllegalStateException never with this encoder, which has a hash for every text */
    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the encoder gave no hash");
        }
        return hash;
    }

    private <T> T inTurn(Supplier<T> work) {
        boolean mine = false;
        try {
            mine = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!mine) {
                throw new Rejection(ProblemCode.UNAVAILABLE, "Many are signing in at the moment; try again.");
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(ProblemCode.UNAVAILABLE, "The platform is stopping; try again.");
        } finally {
            if (mine) {
                places.release();
            }
        }
    }

    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
