/** The place where the commands of one Workspace run: provisioned, ready, failed, stopped, erased. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.environment;
