package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import java.util.List;

/** One of each event of a library entry. */
public final class LibraryExamples {

    static final Stamp STAMP = new Stamp(
            "evt_01k00000000000000000000001",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            new Actor("token", "tok_1", "usr_1"),
            null,
            "cor_1",
            "evt_01k00000000000000000000000",
            1);

    private LibraryExamples() {}

    /** With every member that they can have. */
    public static List<EntryEvent> complete() {
        var content = new Content("House model", "public", "{\"wire\":\"openai\"}", "sec_1");
        return List.of(
                new EntryEvent.EntryAdded(STAMP, "prv_1", Kind.PROVIDER, "usr_1", content),
                new EntryEvent.EntryRevised(STAMP, "prv_1", 2, content),
                new EntryEvent.EntryDeleted(STAMP, "prv_1"),
                new EntryEvent.EntryUndeleted(STAMP, "prv_1"),
                new EntryEvent.EntryContentErased(STAMP, "prv_1", "EntryAdded"));
    }

    /** With the members only that they must have. */
    public static List<EntryEvent> required() {
        var content = new Content("House model", "private", "{}", null);
        return List.of(
                new EntryEvent.EntryAdded(STAMP, "prv_1", Kind.PROVIDER, "usr_1", content),
                new EntryEvent.EntryRevised(STAMP, "prv_1", 2, content));
    }
}
