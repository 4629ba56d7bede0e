package dev.agentdesk.gateway.password;

import dev.agentdesk.gateway.digest.Digests;
import java.net.InetAddress;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How often a password may be tried: for one name and from one address, over all replicas and restarts.
 *
 * <p>An attempt is counted before it is judged, so that many at once are no way around. Whoever is refused learns when
 * the window ends; refused attempts don't make it longer. Whether the name exists plays no part.
 */
public final class SignInAttempts {

    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int PER_NAME = 10;

    /** More than per name: people behind one proxy share an address. */
    static final int PER_ADDRESS = 50;

    private static final int NETWORK_BYTES = 8;

    private final JdbcClient db;
    private final Clock clock;

    public SignInAttempts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Counts one attempt; how long to wait if it was one too many. */
    public Optional<Duration> count(String name, String address) {
        return Stream.of(count(ofName(name), PER_NAME), count(ofAddress(address), PER_ADDRESS))
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }

    /** The name was signed in with: what was tried before were mistakes of its owner. */
    public void succeeded(String name) {
        forget(ofName(name));
    }

    /** The same for a signed-in person who must show the present password. */
    public Optional<Duration> countOwn(String accountId) {
        return count("account:" + accountId, PER_NAME);
    }

    public void succeededOwn(String accountId) {
        forget("account:" + accountId);
    }

    private record Counted(Instant since, int attempts) {}

    private Optional<Duration> count(String subject, int most) {
        var now = clock.instant();
        var counted = db.sql("""
                insert into sign_in_attempts as a (subject, since, attempts) values (:subject, :now, 1)
                on conflict (subject) do update set
                    attempts = case when a.since <= :over then 1 else least(a.attempts + 1, 1000000) end,
                    since = case when a.since <= :over then :now else a.since end
                returning since, attempts
                """)
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .param("over", Timestamp.from(now.minus(WINDOW)))
                .query((row, number) -> new Counted(row.getTimestamp(1).toInstant(), row.getInt(2)))
                .single();
        if (counted.attempts() == 1) {
            forgetTheOver(now);
        }
        return counted.attempts() <= most
                ? Optional.empty()
                : Optional.of(Duration.between(now, counted.since().plus(WINDOW)));
    }

    private void forget(String subject) {
        db.sql("delete from sign_in_attempts where subject = :subject")
                .param("subject", subject)
                .update();
    }

    private void forgetTheOver(Instant now) {
        db.sql("delete from sign_in_attempts where since <= :over")
                .param("over", Timestamp.from(now.minus(WINDOW)))
                .update();
    }

    /** A digest: whatever is typed as a name, also a password by mistake, is not kept. */
    private static String ofName(String name) {
        return "name:" + Digests.of(Passwords.normal(name.strip()).toLowerCase(Locale.ROOT));
    }

    /** Of IPv6 the network: whoever has one address there has them all. */
    static String ofAddress(String address) {
        var bytes = InetAddress.ofLiteral(address).getAddress();
        var kept = bytes.length > NETWORK_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
        return "address:" + HexFormat.of().formatHex(kept);
    }
}
