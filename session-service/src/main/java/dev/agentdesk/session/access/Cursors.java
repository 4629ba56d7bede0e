package dev.agentdesk.session.access;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.web.Cursor;
import org.jspecify.annotations.Nullable;

/** Cursors of lists that are sorted by id. */
public final class Cursors {

    private Cursors() {}

    /** @throws InvalidRequest at {@code ?cursor} if it is not the id of such a row */
    public static @Nullable String id(String prefix, @Nullable String cursor) {
        var id = Cursor.decode(cursor);
        if (id != null && !Ids.isId(prefix, id)) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
        return id;
    }
}
