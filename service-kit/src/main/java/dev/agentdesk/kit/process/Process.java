package dev.agentdesk.kit.process;

import dev.agentdesk.kit.store.Recorded;

/**
 * What follows from an event of the own service; a bean named as a sentence, {@code WhenStartRequestedThen…}.
 *
 * <p>Called at least once per event, in order per stream, with no transaction around it: it may send commands and ask
 * other services. Throwing makes the event come again after a pause that grows; so repeats must be harmless, and a
 * failure that can never pass must be turned into a fact instead.
 */
public interface Process {

    /** Unique in the service, kebab-case. Renaming it starts it again at the first event. */
    String name();

    void on(Recorded recorded);
}
