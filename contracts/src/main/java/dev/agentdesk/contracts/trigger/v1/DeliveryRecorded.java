package dev.agentdesk.contracts.trigger.v1;

/** An outside event arrived at a connector and is kept. */
public record DeliveryRecorded(String deliveryId, String connectorId, String status) {}
