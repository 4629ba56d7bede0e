package dev.agentdesk.kit.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The JDBC token store, with claims that can be taken away.
 *
 * <p>The framework extends a claim by fetching the token again, which also claims a token that nobody owns and passes
 * over that it was moved meanwhile. Here a claim that was taken away is lost: the processor lets go and reads the
 * position anew.
 *
 * <p>Claims are stamped by the framework's clock, the machine's, everywhere. One from the future is of a node whose
 * clock was wrong when it was last heard of: nobody could tell when it ends, so it is nobody's.
 */
final class ClaimedTokens extends JdbcTokenStore {

    private final JdbcClient db;
    private final String nodeId;
    private final Duration timeout;

    ClaimedTokens(Builder builder, JdbcClient db, String nodeId, Duration timeout) {
        super(builder);
        this.db = db;
        this.nodeId = nodeId;
        this.timeout = timeout;
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        int extended = db.sql("update token_entry set timestamp = :now"
                        + " where processor_name = :name and segment = :segment and owner = :owner")
                .param("now", DateTimeUtils.formatInstant(now()))
                .param("name", processorName)
                .param("segment", segment)
                .param("owner", nodeId)
                .update();
        if (extended == 0) {
            throw new UnableToClaimTokenException("the claim on " + processorName + "/" + segment + " was taken away");
        }
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        db.sql("update token_entry set owner = null"
                        + " where processor_name = :name and owner <> :owner and timestamp > :latest")
                .param("name", processorName)
                .param("owner", nodeId)
                .param("latest", DateTimeUtils.formatInstant(now().plus(timeout)))
                .update();
        return super.fetchAvailableSegments(processorName);
    }

    private static Instant now() {
        return AbstractTokenEntry.clock.instant();
    }
}
