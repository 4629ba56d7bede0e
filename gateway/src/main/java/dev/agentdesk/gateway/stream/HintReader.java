package dev.agentdesk.gateway.stream;

import dev.agentdesk.gateway.activity.Hints;
import dev.agentdesk.kit.security.Principal;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Follows the hints of all hint topics of one stream, on a thread of its own, until the stream ends. */
final class HintReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HintReader.class);

    /** Hints come in bursts; one question answers them all. */
    private static final long GATHER_MS = 50;

    private static final long WAIT_MS = 5_000;

    private final Hints hints;
    private final Collection<String> topics;
    private final Principal principal;
    private final Outbox outbox;
    private long seen;

    HintReader(Hints hints, long seen, Collection<String> topics, Principal principal, Outbox outbox) {
        this.hints = hints;
        this.seen = seen;
        this.topics = topics;
        this.principal = principal;
        this.outbox = outbox;
    }

    @Override
    public void run() {
        try {
            boolean open = true;
            while (open && !outbox.closed()) {
                long newest = hints.await(seen, WAIT_MS);
                if (newest > seen) {
                    outbox.awaitClosed(GATHER_MS);
                    open = pass(newest);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pass(long newest) throws InterruptedException {
        try {
            var told = hints.after(seen, topics, principal);
            for (var each : told) {
                if (!outbox.put(new News.Hinted(each))) {
                    return false;
                }
                seen = each.position();
            }
            if (told.size() < Hints.BATCH) {
                seen = Math.max(seen, newest);
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("hints can't be read for now: {}", away.toString());
        }
        return true;
    }
}
