/** The HTTP edge: what people, programs and the other services ask of Workspaces. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.api;
