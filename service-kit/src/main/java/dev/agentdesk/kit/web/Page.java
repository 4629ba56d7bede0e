package dev.agentdesk.kit.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list; {@code nextCursor} is null on the last one. */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

    /** Default number of rows of a page. */
    public static final int DEFAULT_LIMIT = 50;

    /** Most rows of a page. */
    public static final int MOST = 200;
}
