package dev.agentdesk.terminal.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * What differs at one path between two moments.
 *
 * @param change {@code added}, {@code modified} or {@code deleted}
 * @param additions lines, as {@code deletions}; null where the content is binary or too large to compare
 */
record Change(
        String path,
        String change,
        @Nullable Long oldSize,
        @Nullable Long size,
        @Nullable Integer additions,
        @Nullable Integer deletions,
        boolean binary) {}
