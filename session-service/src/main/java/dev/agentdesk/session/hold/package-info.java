/** The brake that others put on: which Workspaces begin no new turn now. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.hold;
