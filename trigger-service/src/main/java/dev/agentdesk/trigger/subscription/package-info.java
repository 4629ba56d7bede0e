/** Who outside wants to be told of which facts, and where. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.subscription;
