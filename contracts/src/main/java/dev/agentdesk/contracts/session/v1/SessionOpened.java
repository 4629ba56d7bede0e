package dev.agentdesk.contracts.session.v1;

import org.jspecify.annotations.Nullable;

/** A conversation or task exists from now on. */
public record SessionOpened(
        String sessionId,
        String workspaceId,
        Origin origin,
        @Nullable String runId) {}
