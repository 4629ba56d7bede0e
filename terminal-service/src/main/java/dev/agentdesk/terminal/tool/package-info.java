/** What an agent can do in its Environment: run commands, read, write, edit and find files. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.tool;
