/** A running terminal-service with a workspace-service that says what a test wants it to say. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.support;
