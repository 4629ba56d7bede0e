/** Hearing what other services have published: at least once, in order per stream, poison parked. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.inbound;
