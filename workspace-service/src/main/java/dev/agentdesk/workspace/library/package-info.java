/** What is shared between Workspaces, versioned: providers, prompts and more; one event-sourced {@code Entry} each. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.library;
