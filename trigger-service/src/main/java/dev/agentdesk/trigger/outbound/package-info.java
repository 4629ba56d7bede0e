/** Sends facts to those outside who asked for them: kept before they are due, signed, again until they were taken. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.outbound;
