package dev.agentdesk.contracts.session.v1;

import org.jspecify.annotations.Nullable;

/** Totals; a cost is null where no price is known, never 0. */
public record Usage(
        long inputTokens, long outputTokens, @Nullable String costUsd) {}
