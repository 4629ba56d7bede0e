package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.workspace.library.EntryEvent.EntryAdded;
import dev.agentdesk.workspace.library.EntryEvent.EntryRevised;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The versions of an entry; each is immutable. */
@Component
public final class EntryHistory {

    private static final List<String> VERSIONS = List.of("workspace.EntryAdded", "workspace.EntryRevised");

    /** One version and who made it. */
    public record Version(long version, Instant at, Map<String, String> actor, Content content) {}

    private final EventLog log;

    EntryHistory(EventLog log) {
        this.log = log;
    }

    /** @throws Rejection 404 for a version that does not exist */
    public Version version(String entryId, long version) {
        long before = Long.MAX_VALUE;
        while (true) {
            var page = log.before(entryId, before, EventLog.MOST, VERSIONS);
            for (var recorded : page) {
                var found = of(recorded).filter(it -> it.version() == version);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            if (page.size() < EventLog.MOST) {
                throw Rejection.notFound();
            }
            before = page.getLast().seq();
        }
    }

    /** Newest first. */
    public <T> Page<T> page(
            String entryId, @Nullable Integer limit, @Nullable String cursor, Function<Version, T> view) {
        int size = Cursor.limit(limit, Page.MOST);
        var rows = log.before(entryId, seq(Cursor.decode(cursor)), size + 1, VERSIONS);
        var shown = rows.stream().limit(size).toList();
        var next =
                rows.size() > size ? Cursor.encode(Long.toString(shown.getLast().seq())) : null;
        return new Page<>(
                shown.stream().flatMap(it -> of(it).stream()).map(view).toList(), next);
    }

    private static Optional<Version> of(Recorded recorded) {
        return switch (recorded.event()) {
            case EntryAdded added -> Optional.of(version(recorded, 1, added.content()));
            case EntryRevised revised -> Optional.of(version(recorded, revised.version(), revised.content()));
            default -> Optional.empty();
        };
    }

    private static Version version(Recorded recorded, long version, Content content) {
        var stamp = recorded.event().stamp();
        var actor = Map.of("type", stamp.actor().type(), "id", stamp.actor().id());
        return new Version(version, stamp.at(), actor, content);
    }

    private static long seq(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        if (!cursor.matches("[0-9]{1,18}")) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
        return Long.parseLong(cursor);
    }
}
