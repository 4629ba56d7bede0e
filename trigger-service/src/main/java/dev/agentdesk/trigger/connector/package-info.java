/** Doors where outside events arrive. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.connector;
