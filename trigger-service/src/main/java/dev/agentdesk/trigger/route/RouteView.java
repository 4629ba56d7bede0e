package dev.agentdesk.trigger.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Route as clients see it.
 *
 * @param path only webhooks that were sent to it; null: all
 * @param correlation gives the key under which runs share a Session; null: each has its own
 */
record RouteView(
        String id,
        String connectorId,
        String name,
        String workspaceId,
        @Nullable String path,
        String filter,
        String prompt,
        @Nullable String correlation,
        String onBusy,
        @Nullable Rate rate,
        @Nullable String debounce,
        boolean enabled,
        long version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** At most so many runs in any span of {@code per}. */
    record Rate(int limit, String per) {}

    private static @Nullable Rate rate(Pace pace) {
        return pace.limit() == null || pace.per() == null
                ? null
                : new Rate(pace.limit(), pace.per().toString());
    }

    static RouteView of(Routes.Row row) {
        var settings = row.settings();
        return new RouteView(
                row.id(),
                row.connectorId(),
                settings.name(),
                settings.workspaceId(),
                settings.path(),
                settings.filter(),
                settings.prompt(),
                settings.correlation(),
                settings.onBusy().wire(),
                rate(settings.paced()),
                settings.paced().debounce() == null
                        ? null
                        : settings.paced().debounce().toString(),
                settings.enabled(),
                row.version(),
                row.createdBy(),
                row.createdAt(),
                row.updatedAt());
    }
}
