package dev.agentdesk.kit.publishing;

import dev.agentdesk.kit.store.Recorded;
import java.util.Optional;

/**
 * Turns stored events into the published language of the service; one bean per service.
 *
 * <p>Pure: the same event always gives the same fact, so a repeated publication carries the same id and content. Facts
 * carry ids, times, outcomes, sizes; never text that people or agents wrote.
 */
public interface Translator {

    /** The topic of the service, one of {@link dev.agentdesk.contracts.Topics}. */
    String topic();

    /** The published fact, a record of {@code contracts}; empty where the event is private. */
    Optional<Object> translate(Recorded recorded);
}
