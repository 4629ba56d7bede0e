/**
 * What a terminal shows: reads the bytes that programs print as xterm.js does, and writes the screen as bytes again.
 */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.screen;
