/** The Workspaces as people and services read them: their rows, their lists, their configuration versions. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.catalog;
