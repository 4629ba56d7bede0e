package dev.agentdesk.trigger.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long work as clients see it.
 *
 * @param status {@code queued}, {@code running}, {@code done}, {@code failed} or {@code cancelled}
 * @param result what came of it; null until it is done
 */
record JobView(
        String id,
        String kind,
        String status,
        Progress progress,
        @Nullable Map<String, Object> result) {

    record Progress(long done, long total) {}
}
