/** The running form: asking terminal-service for it and hearing what becomes of it. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.environment;
