package dev.agentdesk.gateway.access;

import dev.agentdesk.gateway.connection.OpenConnections;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Ends what was opened with a credential that is not valid any more: revoked here or on another replica, signed out,
 * expired. Also ends streams that have fallen silent.
 *
 * <p>Called every {@link #EVERY}; promised is 5 s. While the database is away nothing is ended: nothing can be revoked
 * either.
 */
final class Revocations {

    static final Duration EVERY = Duration.ofSeconds(2);

    /** Every stream of ours carries a heartbeat at least each 20 s. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final OpenConnections connections;
    private final Credentials credentials;

    Revocations(OpenConnections connections, Credentials credentials) {
        this.connections = connections;
        this.credentials = credentials;
    }

    void enforce() {
        connections.endSilent(SILENCE);
        var open = connections.credentials();
        if (open.isEmpty()) {
            return;
        }
        try {
            var ended = credentials.ended(open);
            connections.endOf(ended::contains);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("open streams can't be checked: {}", away.toString());
        }
    }
}
