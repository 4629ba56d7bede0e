/** Watching and driving terminals over WebSockets, with tickets that work once. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.attach;
