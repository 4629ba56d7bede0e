package dev.agentdesk.kit.web;

import dev.agentdesk.kit.problem.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Opaque positions in lists: the sort key of the last row, encoded so that nobody computes with it. */
public final class Cursor {

    private Cursor() {}

    public static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidRequest at {@code ?cursor} if it is none of ours */
    public static @Nullable String decode(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
    }

    /** @throws InvalidRequest at {@code ?limit} outside of 1 to {@code most} */
    public static int limit(@Nullable Integer limit, int most) {
        if (limit == null) {
            return Math.min(Page.DEFAULT_LIMIT, most);
        }
        if (limit < 1 || limit > most) {
            throw InvalidRequest.at("?limit", "out-of-range", "A limit is a number from 1 to " + most + ".");
        }
        return limit;
    }
}
