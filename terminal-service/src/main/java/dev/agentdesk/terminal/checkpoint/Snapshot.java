package dev.agentdesk.terminal.checkpoint;

/**
 * The files at one moment.
 *
 * @param tree name of the git tree; the same files have the same
 * @param skipped what is not in it: links, special files, files that are too large
 */
record Snapshot(String tree, int files, long bytes, int skipped) {}
