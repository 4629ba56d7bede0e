/** Commands that a Workspace knows by name: texts to send, with places for variables. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.command;
