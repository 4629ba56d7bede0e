package dev.agentdesk.kit.stream;

import java.time.Clock;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The JDBC token store, with claims that can be taken away.
 *
 * <p>The framework extends a claim by fetching the token again, which also claims a token that nobody owns and passes
 * over that it was moved meanwhile. Here a claim that was taken away is lost: the processor lets go and reads the
 * position anew.
 */
final class ClaimedTokens extends JdbcTokenStore {

    private final JdbcClient db;
    private final String nodeId;
    private final Clock clock;

    ClaimedTokens(Builder builder, JdbcClient db, String nodeId, Clock clock) {
        super(builder);
        this.db = db;
        this.nodeId = nodeId;
        this.clock = clock;
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        int extended = db.sql("update token_entry set timestamp = :now"
                        + " where processor_name = :name and segment = :segment and owner = :owner")
                .param("now", DateTimeUtils.formatInstant(clock.instant()))
                .param("name", processorName)
                .param("segment", segment)
                .param("owner", nodeId)
                .update();
        if (extended == 0) {
            throw new UnableToClaimTokenException("the claim on " + processorName + "/" + segment + " was taken away");
        }
    }
}
