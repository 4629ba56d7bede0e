package dev.agentdesk.kit.store;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One encryption key per scope (a Session, a Workspace, a Delivery), wrapped by the master key.
 *
 * <p>Law: a destroyed key leaves a tombstone and is never minted again; what it sealed can never be read again. Another
 * replica may hold the key for at most {@link #REMEMBERED} longer.
 */
public final class DataKeys {

    /** How long a replica may use a key without asking the table: bounds how late it learns of an erasure. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    /** Beyond this many remembered keys the memory is dropped whole; a miss costs one indexed read. */
    private static final int MOST_REMEMBERED = 20_000;

    private static final int KEY_BYTES = 32;

    private record Remembered(Optional<SecretKey> key, Instant until) {}

    private final JdbcClient jdbc;
    private final Aead master;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /**
     * @param sidePool connections of its own, in auto-commit: a key that a rolled-back append had minted would be lost
     *     with it while others already use it, and appends that wait here for a second connection would lock up
     */
    public DataKeys(DataSource sidePool, byte[] masterKey, Clock clock) {
        this.jdbc = JdbcClient.create(sidePool);
        this.master = new Aead(new SecretKeySpec(masterKey, "AES"));
        this.clock = clock;
    }

    /** Seals bytes for a scope; mints its key at first use, committed before anything depends on it. */
    public byte[] seal(String scope, byte[] content) {
        return of(scope).seal(content, scope);
    }

    /** As {@link #seal}, but the same content gives the same bytes; for rows, which a rebuild must bring back equal. */
    byte[] sealAlike(String scope, byte[] content) {
        return of(scope).sealAlike(content, scope);
    }

    private Aead of(String scope) {
        return new Aead(find(scope).orElseGet(() -> mint(scope)));
    }

    /** The content again, or empty if the scope was erased. */
    public Optional<byte[]> open(String scope, byte[] sealed) {
        return find(scope).map(key -> {
            try {
                return new Aead(key).open(sealed, scope);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("sealed content of " + scope + " does not open with its key", e);
            }
        });
    }

    boolean isDestroyed(String scope) {
        var known = remembered.get(scope);
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.key().isEmpty();
        }
        var row = read(scope);
        return row != null && row.wrapped() == null;
    }

    /** Destroys the key of a scope for good; harmless to repeat. */
    public void destroy(String scope) {
        jdbc.sql("""
            insert into data_key (scope, destroyed_at) values (:scope, :now)
            on conflict (scope) do update set wrapped = null, destroyed_at = coalesce(data_key.destroyed_at, :now)
            """)
                .param("scope", scope)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        remembered.put(scope, new Remembered(Optional.empty(), Instant.MAX));
    }

    private Optional<SecretKey> find(String scope) {
        var known = remembered.get(scope);
        var now = clock.instant();
        if (known != null && known.until().isAfter(now)) {
            return known.key();
        }
        var row = read(scope);
        if (row == null) {
            return Optional.empty();
        }
        return remember(
                scope, row.wrapped() == null ? Optional.empty() : Optional.of(unwrap(scope, row.wrapped())), now);
    }

    private Optional<SecretKey> remember(String scope, Optional<SecretKey> key, Instant now) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(scope, new Remembered(key, now.plus(REMEMBERED)));
        return key;
    }

    private SecretKey mint(String scope) {
        var fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        jdbc.sql("insert into data_key (scope, wrapped) values (:scope, :wrapped) on conflict do nothing")
                .param("scope", scope)
                .param("wrapped", master.seal(fresh, scope))
                .update();
        var stored = read(scope);
        if (stored == null || stored.wrapped() == null) {
            throw new IllegalStateException(scope + " was erased; nothing can be sealed for it any more");
        }
        var key = unwrap(scope, stored.wrapped());
        remember(scope, Optional.of(key), clock.instant());
        return key;
    }

    private SecretKey unwrap(String scope, byte[] wrapped) {
        try {
            return new SecretKeySpec(master.open(wrapped, scope), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the master key does not open the key of " + scope, e);
        }
    }

    private record Row(byte @Nullable [] wrapped) {}

    private @Nullable Row read(String scope) {
        return jdbc.sql("select wrapped from data_key where scope = :scope")
                .param("scope", scope)
                .query((rs, n) -> new Row(rs.getBytes(1)))
                .optional()
                .orElse(null);
    }
}
