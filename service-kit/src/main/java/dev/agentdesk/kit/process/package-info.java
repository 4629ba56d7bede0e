/** Processes: what a service does when something has happened, {@code When…Then…}. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.process;
