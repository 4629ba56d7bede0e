package dev.agentdesk.contracts.trigger.v1;

/** A route decided to start work; the prompt is asked for by the run's id. */
public record RouteMatched(
        String runId, String routeId, String deliveryId, String connectorId, String workspaceId, String onBusy) {}
