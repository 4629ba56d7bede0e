/** What the other services tell: Workspaces that start, stop and go, Sessions that are erased. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.inbound;
