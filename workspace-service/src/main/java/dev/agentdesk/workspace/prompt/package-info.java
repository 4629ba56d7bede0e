/** Prompts of the library: texts that Workspaces and tasks refer to, versioned. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.prompt;
