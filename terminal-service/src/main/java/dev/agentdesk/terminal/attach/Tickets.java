package dev.agentdesk.terminal.attach;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Permissions to attach to one terminal once, for one principal, in one mode, within half a minute.
 *
 * <p>A browser's WebSocket can't send the token that keeps other sites out; a ticket can only be had with it. Kept as a
 * hash in the database, where using one removes it for every node at once.
 */
@Component
final class Tickets {

    static final Duration VALID_FOR = Duration.ofSeconds(30);

    private static final int RANDOM_BYTES = 24;

    private final JdbcClient db;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tickets(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Shown once. */
    record Fresh(String ticket, Instant expiresAt) {}

    record Granted(boolean mayDrive) {}

    Fresh issue(String terminalId, String principalId, boolean mayDrive) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var ticket = "tkt_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        var expires = now.plus(VALID_FOR);
        db.sql("""
                with old as (delete from terminal_ticket where expires_at < :now)
                insert into terminal_ticket values (:hash, :terminal, :principal, :mode, :expires)""")
                .param("now", Timestamp.from(now))
                .param("hash", hash(ticket))
                .param("terminal", terminalId)
                .param("principal", principalId)
                .param("mode", mayDrive ? "drive" : "view")
                .param("expires", Timestamp.from(expires))
                .update();
        return new Fresh(ticket, expires);
    }

    /** Uses it up, also where it does not fit. */
    Optional<Granted> redeem(String ticket, String terminalId, String principalId) {
        return db.sql("delete from terminal_ticket where sha256 = :hash returning *")
                .param("hash", hash(ticket))
                .query((rs, n) -> new Object() {
                    final boolean fits = rs.getString("terminal_id").equals(terminalId)
                            && rs.getString("principal_id").equals(principalId)
                            && rs.getTimestamp("expires_at").toInstant().isAfter(clock.instant());
                    final boolean drive = rs.getString("mode").equals("drive");
                })
                .optional()
                .filter(found -> found.fits)
                .map(found -> new Granted(found.drive));
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
