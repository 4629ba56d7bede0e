/** What the gateway publishes about accounts. Additive changes only; anything else is a new version and topic. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.contracts.account.v1;
