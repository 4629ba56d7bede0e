/** Taking CloudEvents from the inbound topic of Kafka. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.ingest;
