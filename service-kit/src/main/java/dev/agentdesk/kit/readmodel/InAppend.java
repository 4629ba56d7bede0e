package dev.agentdesk.kit.readmodel;

import dev.agentdesk.kit.store.Recorded;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Work rows that must exist exactly when the event does (a turn to be run, a claim), written in the transaction of the
 * append. Not a {@link ReadModel}: others change these rows too, so they are never rebuilt.
 */
public interface InAppend {

    void appended(Recorded recorded, JdbcClient db);
}
