package dev.agentdesk.kit.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each streaming processor is; one row per processor and segment, claimed by one node at a time. */
public final class Positions {

    /** A node that has not been heard of for this long loses its claims. */
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(6);

    /** How long a check waits for the live processors to catch up. */
    private static final Duration CATCH_UP = Duration.ofSeconds(15);

    /** Bounds the work at start; more than this in some minutes is more than the broker can have lost unflushed. */
    private static final int MOST_REPUBLISHED = 200_000;

    private final JdbcClient db;

    public Positions(JdbcClient db) {
        this.db = db;
    }

    static TokenStore store(ConnectionProvider connections, JdbcClient db, String nodeId) {
        var builder = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(new TokenSerializer())
                .contentType(byte[].class)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(nodeId)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("timestamp")
                        .setOwnerColumn("owner")
                        .build());
        return new ClaimedTokens(builder, db, nodeId, CLAIM_TIMEOUT);
    }

    /** Takes all claims from their owners; only where the data folder's lock says that no other node lives. */
    public void stealClaims() {
        db.sql("update token_entry set owner = null").update();
    }

    /**
     * Moves the publisher back by that much time: after an unclean stop of the broker, acknowledged records may be
     * gone. Facts are published again with the same ids.
     */
    public void rewind(String processor, Duration by) {
        db.sql("""
                with newest as (
                    select global_index, time_stamp::timestamptz as at from domain_event
                    where global_index > (select coalesce(max(global_index), 0) - :most from domain_event))
                update token_entry set owner = null, token = convert_to((
                    select coalesce(min(global_index), 1) - 1 from newest
                    where at >= (select max(at) from newest) - make_interval(secs => :seconds)) || ':', 'UTF8')
                where processor_name = :name and length(token) > 0""")
                .param("most", MOST_REPUBLISHED)
                .param("seconds", (double) by.toSeconds())
                .param("name", processor)
                .update();
    }

    /** Puts all segments of a processor at a position; its present owner loses the claim and goes on from there. */
    public void move(String processor, TrackingToken position) {
        db.sql("update token_entry set owner = null, token = :token, token_type = :type where processor_name = :name")
                .param(
                        "token",
                        TokenSerializer.write((GapAwareTrackingToken) position).getBytes(StandardCharsets.UTF_8))
                .param("type", TokenSerializer.TYPE)
                .param("name", processor)
                .update();
    }

    /** The least position of a processor's segments; -1 before the first event. */
    public long index(String processor) {
        return tokens(processor).stream()
                .mapToLong(token -> token == null ? -1 : token.getIndex())
                .min()
                .orElse(-1);
    }

    /** Waits until every segment has passed the position; false if they did not within the bound. */
    public boolean awaitPassed(String processor, TrackingToken position) {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        while (System.nanoTime() < deadline) {
            if (tokens(processor).stream().allMatch(token -> token != null && token.covers(position))) {
                return true;
            }
            pause();
        }
        return false;
    }

    private List<@Nullable GapAwareTrackingToken> tokens(String processor) {
        return db.sql("select convert_from(token, 'UTF8') from token_entry where processor_name = :name")
                .param("name", Objects.requireNonNull(processor))
                .query((row, n) -> TokenSerializer.read(row.getString(1)))
                .list();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
