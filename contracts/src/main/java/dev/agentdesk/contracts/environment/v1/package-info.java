/**
 * What terminal-service publishes about Environments. Additive changes only; anything else is a new version and topic.
 */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.contracts.environment.v1;
