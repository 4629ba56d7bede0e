package dev.agentdesk.kit.store;

import dev.agentdesk.kit.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * Makes an aggregate known: a bean of this type is all that the platform needs to route commands to it.
 *
 * @param commandName the name under which its commands travel; that of their sealed interface
 * @param snapshotEvery events between two snapshots, null for short-lived streams that need none
 */
public record AggregateType<A>(
        Class<A> type,
        String commandName,
        Class<? extends Command> commands,
        @Nullable Integer snapshotEvery) {}
