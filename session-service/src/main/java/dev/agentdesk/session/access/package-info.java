/** Who may see and change the Sessions of a Workspace: rows of our own, asked for when first needed. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.access;
