package dev.agentdesk.contracts.session.v1;

import org.jspecify.annotations.Nullable;

/** A turn ended, for whatever reason. */
public record TurnFinished(
        String sessionId,
        String workspaceId,
        String turnId,
        String stopReason,
        @Nullable String runId,
        Usage usage) {}
