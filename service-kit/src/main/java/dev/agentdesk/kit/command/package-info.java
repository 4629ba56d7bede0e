/** Sending commands to aggregates: one transaction, retried on conflict, never inside another transaction. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.command;
