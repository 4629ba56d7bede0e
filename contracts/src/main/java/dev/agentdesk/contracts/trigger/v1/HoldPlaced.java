package dev.agentdesk.contracts.trigger.v1;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody put the brake on: for the {@code instance}, for a {@code team} or for a {@code workspace}.
 *
 * @param what {@code automation}, {@code turns} or both
 * @param until from then on it stops nothing; null: until it is lifted
 */
public record HoldPlaced(
        String holdId,
        String scope,
        @Nullable String workspaceId,
        @Nullable String teamId,
        List<String> what,
        @Nullable Instant until) {}
