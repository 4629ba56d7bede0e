/** What this service hears from its neighbours. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.inbound;
