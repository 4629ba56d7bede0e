/** Sending stored bytes: whole, in ranges, conditionally, and never as something that a browser runs. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.download;
