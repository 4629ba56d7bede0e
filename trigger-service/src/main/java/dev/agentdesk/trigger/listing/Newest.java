package dev.agentdesk.trigger.listing;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins that is sorted by time and id, newest first: behind the row of that time and id.
 * Rows that appear meanwhile are newer and never shift a page.
 */
public record Newest(Instant at, String id) {

    /** One row more than a page has tells whether there is a next one. */
    public static final int ONE_MORE = 1;

    /** The end of the year 9999; what lies beyond never came from a row. */
    private static final long LATEST = 253_402_300_799_999L;

    /** Null for the first page. */
    public static @Nullable Newest after(@Nullable String cursor) {
        var key = Cursor.decode(cursor);
        if (key == null) {
            return null;
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw malformed();
        }
        try {
            int dot = Math.max(key.indexOf('.'), 0);
            long at = Long.parseLong(key.substring(0, dot));
            if (at < 0 || at > LATEST) {
                throw malformed();
            }
            return new Newest(Instant.ofEpochMilli(at), key.substring(dot + 1));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private static InvalidRequest malformed() {
        return InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
    }

    /** The parameters {@code at} and {@code after} of a page's query; both null for the first. */
    public static Map<String, @Nullable Object> parameters(@Nullable Newest after) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("at", after == null ? null : Timestamp.from(after.at()));
        parameters.put("after", after == null ? null : after.id());
        return parameters;
    }

    /** A page from {@code limit} rows or one more. */
    public static <R, T> Page<T> page(List<R> rows, int limit, Function<R, Newest> key, Function<R, T> view) {
        var shown = rows.stream().limit(limit).toList();
        var next = rows.size() > limit ? key.apply(shown.getLast()).cursor() : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    private String cursor() {
        return Cursor.encode(at.toEpochMilli() + "." + id);
    }
}
