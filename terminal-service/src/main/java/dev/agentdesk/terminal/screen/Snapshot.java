package dev.agentdesk.terminal.screen;

/**
 * A screen as bytes.
 *
 * @param offset how many bytes of output it stands for; what came after follows it, and is cut in no character and no
 *     sequence there
 */
public record Snapshot(long offset, byte[] bytes) {}
