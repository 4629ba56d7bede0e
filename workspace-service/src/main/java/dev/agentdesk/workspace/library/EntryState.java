package dev.agentdesk.workspace.library;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.Digest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.workspace.library.EntryCommand.AddEntry;
import dev.agentdesk.workspace.library.EntryCommand.DeleteEntry;
import dev.agentdesk.workspace.library.EntryCommand.ReviseEntry;
import dev.agentdesk.workspace.library.EntryCommand.UndeleteEntry;
import dev.agentdesk.workspace.library.EntryEvent.EntryAdded;
import dev.agentdesk.workspace.library.EntryEvent.EntryContentErased;
import dev.agentdesk.workspace.library.EntryEvent.EntryDeleted;
import dev.agentdesk.workspace.library.EntryEvent.EntryRevised;
import dev.agentdesk.workspace.library.EntryEvent.EntryUndeleted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a library entry: versions count from 1 without gaps, the same content again is no version, a deleted one
 * is only brought back.
 *
 * <p>Pure. {@link #decide} refuses or returns facts; {@link #evolve} accepts every fact.
 */
sealed interface EntryState {

    record Absent() implements EntryState {}

    /**
     * @param opening digest of how it was added; a repeat is recognised by it
     * @param present digest of the newest version
     */
    record Live(String opening, long version, String present, boolean deleted) implements EntryState {

        Live deleted(boolean deleted) {
            return new Live(opening, version, present, deleted);
        }
    }

    static EntryState initial() {
        return new Absent();
    }

    default List<EntryEvent> decide(EntryCommand command) {
        return switch (command) {
            case AddEntry add -> add(add);
            case ReviseEntry revise -> revise(revise);
            case DeleteEntry delete -> delete(delete);
            case UndeleteEntry undelete ->
                live().deleted() ? List.of(new EntryUndeleted(undelete.stamp(), undelete.entryId())) : List.of();
        };
    }

    default EntryState evolve(EntryEvent event) {
        return switch (event) {
            case EntryAdded added ->
                new Live(opening(added.kind(), added.owner(), added.content()), 1, digest(added.content()), false);
            case EntryRevised revised ->
                new Live(live().opening(), revised.version(), digest(revised.content()), live().deleted());
            case EntryDeleted deleted -> live().deleted(true);
            case EntryUndeleted undeleted -> live().deleted(false);
            case EntryContentErased erased ->
                this instanceof Live live
                        ? new Live(live.opening(), live.version() + 1, "", live.deleted())
                        : new Live("", 1, "", false);
        };
    }

    private List<EntryEvent> add(AddEntry command) {
        if (this instanceof Live live) {
            if (live.opening().equals(opening(command.kind(), command.owner(), command.content()))) {
                return List.of();
            }
            throw new Rejection(ProblemCode.ID_REUSED, "This id belongs to another entry.");
        }
        return List.of(
                new EntryAdded(command.stamp(), command.entryId(), command.kind(), command.owner(), command.content()));
    }

    private List<EntryEvent> revise(ReviseEntry command) {
        var live = live();
        requireVersion(live, command.expectedVersion());
        if (live.deleted()) {
            throw new Rejection(ProblemCode.CONFLICT, "It is deleted; undelete it first.");
        }
        return live.present().equals(digest(command.content()))
                ? List.of()
                : List.of(new EntryRevised(command.stamp(), command.entryId(), live.version() + 1, command.content()));
    }

    private List<EntryEvent> delete(DeleteEntry command) {
        var live = live();
        if (live.deleted()) {
            return List.of();
        }
        requireVersion(live, command.expectedVersion());
        return List.of(new EntryDeleted(command.stamp(), command.entryId()));
    }

    private Live live() {
        if (this instanceof Live live) {
            return live;
        }
        throw Rejection.notFound();
    }

    private static void requireVersion(Live live, @Nullable Long expected) {
        if (expected != null && expected != live.version()) {
            throw new Rejection(
                    ProblemCode.PRECONDITION_FAILED,
                    "The present version is " + live.version() + "; read it and decide again.",
                    Map.of("version", live.version()));
        }
    }

    private static String opening(Kind kind, String owner, Content content) {
        return Digest.of(String.join("\0", kind.name(), owner, digest(content)));
    }

    private static String digest(Content content) {
        return Digest.of(String.join(
                "\0",
                content.name(),
                content.visibility(),
                content.document(),
                Objects.requireNonNullElse(content.secretId(), "")));
    }
}
