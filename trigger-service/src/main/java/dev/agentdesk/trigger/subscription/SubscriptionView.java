package dev.agentdesk.trigger.subscription;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Subscription as clients see it.
 *
 * @param status {@code active}, {@code paused} or {@code disabled}
 * @param workspaceIds only facts of these; empty: of all that the owner sees
 * @param paused why nothing is sent although it is enabled
 * @param secrets which secrets sign, never what they are
 * @param secret the one that was made because none was given; shown once
 */
record SubscriptionView(
        String id,
        String url,
        String status,
        List<String> events,
        List<String> workspaceIds,
        boolean enabled,
        @Nullable Paused paused,
        List<Secret> secrets,
        @Nullable String secret,
        long version,
        String owner,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** By {@code failures} of its receiver, or because that is {@code gone}. */
    record Paused(String code, Instant at) {}

    /** One active secret. */
    record Secret(String id, Instant addedAt, String addedBy) {}

    static SubscriptionView of(
            Subscriptions.Row row, List<SubscriptionSecrets.Shown> secrets, @Nullable String madeSecret) {
        var settings = row.settings();
        return new SubscriptionView(
                row.id(),
                settings.address().url(),
                row.isActive() ? "active" : settings.enabled() ? "paused" : "disabled",
                settings.selection().events(),
                settings.selection().workspaceIds(),
                settings.enabled(),
                row.pausedCode() == null || row.pausedAt() == null
                        ? null
                        : new Paused(row.pausedCode(), row.pausedAt()),
                secrets.stream()
                        .map(s -> new Secret(s.id(), s.addedAt(), s.addedBy()))
                        .toList(),
                madeSecret,
                row.version(),
                row.owner(),
                row.createdBy(),
                row.createdAt(),
                row.updatedAt());
    }
}
