/** The Workspace write model: one event-sourced {@code Workspace} per agent's desk. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.desk;
