/** What trigger-service publishes. Additive changes only; anything else is a new version and topic. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.contracts.trigger.v1;
