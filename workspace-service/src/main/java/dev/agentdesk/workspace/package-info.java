/** Workspaces: what an agent's desk is made of, and whether it runs. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace;
