/** Agent programs that run inside Environments and are talked to line by line. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.program;
