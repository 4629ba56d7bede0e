/** Who may see and use which Workspace, as workspace-service says. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.access;
