/** Erasing a Workspace: every service answers, then its own content goes too. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.erasure;
