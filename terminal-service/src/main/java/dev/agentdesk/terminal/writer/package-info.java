/** Who wrote a file last, where the platform saw it written. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.writer;
