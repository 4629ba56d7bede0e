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
        boolean enabled,
        long version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

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
                settings.enabled(),
                row.version(),
                row.createdBy(),
                row.createdAt(),
                row.updatedAt());
    }
}
