/** How a command is started so that it sees as little of the host as this host can enforce, and how it is ended. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.sandbox;
