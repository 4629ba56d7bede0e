package dev.agentdesk.kit.command;

import dev.agentdesk.kit.event.DomainEvent;
import java.util.List;

/**
 * The way to an aggregate. Returning means committed; a refusal is thrown as
 * {@link dev.agentdesk.kit.problem.Rejection}.
 *
 * <p>Synchronous, on the caller's thread. Refuses to run inside an open transaction or unit of work, because a rollback
 * outside would take a committed promise back. Two writers of one aggregate: the loser is decided again on the new
 * state, at most five times.
 */
public interface Commands {

    /** The events that the command led to; empty for a repeat. */
    List<DomainEvent> send(Command command);
}
