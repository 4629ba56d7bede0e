/** One outside event that arrived at a Connector, with everything that became of it. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.delivery;
