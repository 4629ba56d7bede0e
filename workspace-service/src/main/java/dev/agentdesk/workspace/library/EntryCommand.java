package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import org.jspecify.annotations.Nullable;

/** Everything that may be asked of an {@link Entry}. */
public sealed interface EntryCommand extends Command {

    String NAME = "library-entry";

    Stamp stamp();

    String entryId();

    @Override
    default String aggregateId() {
        return entryId();
    }

    record AddEntry(Stamp stamp, String entryId, Kind kind, String owner, Content content) implements EntryCommand {}

    /** @param expectedVersion the version that the caller has seen; null: the last writer wins */
    record ReviseEntry(
            Stamp stamp,
            String entryId,
            Content content,
            @Nullable Long expectedVersion) implements EntryCommand {}

    record DeleteEntry(
            Stamp stamp, String entryId, @Nullable Long expectedVersion) implements EntryCommand {}

    record UndeleteEntry(Stamp stamp, String entryId) implements EntryCommand {}
}
