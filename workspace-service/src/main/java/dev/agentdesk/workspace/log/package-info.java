/** The Workspace's own log as clients see it: configuration, what was wanted and what was observed. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.log;
