package dev.agentdesk.contracts.trigger.v1;

import org.jspecify.annotations.Nullable;

/**
 * A route decided to start work; the prompt is asked for by the run's id.
 *
 * @param sessionId the Session that all runs of the same correlation key share; null: the run opens one of its own
 */
public record RouteMatched(
        String runId,
        String routeId,
        String deliveryId,
        String connectorId,
        String workspaceId,
        String onBusy,
        @Nullable String sessionId) {}
