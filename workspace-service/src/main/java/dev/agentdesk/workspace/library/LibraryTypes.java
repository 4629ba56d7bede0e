package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.store.EventTypes;
import java.util.Arrays;

/** The stored names of the library. A name or revision in this list is for ever. */
public final class LibraryTypes {

    private LibraryTypes() {}

    public static EventTypes.Builder addTo(EventTypes.Builder types) {
        return types.sealed(EntryEvent.EntryAdded.class, "EntryAdded", 1)
                .sealed(EntryEvent.EntryRevised.class, "EntryRevised", 1)
                .type(EntryEvent.EntryDeleted.class, "EntryDeleted", 1)
                .type(EntryEvent.EntryUndeleted.class, "EntryUndeleted", 1)
                .erased(
                        Arrays.stream(Kind.values()).map(Kind::prefix).toList(),
                        EntryEvent.EntryContentErased.class,
                        "EntryContentErased");
    }
}
