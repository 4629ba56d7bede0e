/** Publishing chosen facts to Kafka; the event store is the outbox. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.publishing;
