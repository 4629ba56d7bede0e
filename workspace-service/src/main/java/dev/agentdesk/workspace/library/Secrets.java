package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.store.DataKeys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keys of providers and values of credentials: each sealed with a data key of its own, which the master key wraps.
 *
 * <p>Laws: an event names a secret by its id and never holds it; no answer of the API shows one. A secret never
 * changes: a new value is a new secret. Kept before the event that names it is appended; one that no event names is of
 * no use.
 */
@Component
public final class Secrets {

    private final JdbcClient db;
    private final DataKeys keys;

    Secrets(JdbcClient db, DataKeys keys) {
        this.db = db;
        this.keys = keys;
    }

    /** Keeps the value under the id; a repeat keeps the first. */
    public void keep(String secretId, String value) {
        db.sql("insert into secret (secret_id, sealed) values (:id, :sealed) on conflict do nothing")
                .param("id", secretId)
                .param("sealed", keys.seal(secretId, value.getBytes(StandardCharsets.UTF_8)))
                .update();
    }

    /** The value; empty once it was destroyed. */
    public Optional<String> open(String secretId) {
        return db.sql("select sealed from secret where secret_id = :id")
                .param("id", secretId)
                .query(byte[].class)
                .optional()
                .flatMap(stored -> keys.open(secretId, stored))
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
