/** What session-service publishes about Sessions. Additive changes only; anything else is a new version and topic. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.contracts.session.v1;
