/** What the files were at a moment: taken around each turn, compared, brought back. Kept as git trees out of sight. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.checkpoint;
