/** Tools that were run: each at most once, recorded before it starts and after it ended, fenced by turn generation. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.execution;
