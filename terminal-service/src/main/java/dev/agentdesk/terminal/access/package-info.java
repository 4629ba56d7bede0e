/** Who may see and change the files and executions of a Workspace; denied unless a row says otherwise. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.access;
