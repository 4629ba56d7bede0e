package dev.agentdesk.session.runner;

import org.jspecify.annotations.Nullable;

/**
 * The right to try the next turn of a Session, for a while. Only a claim decides; a lease merely keeps runners out of
 * each other's way.
 *
 * @param owner unique per lease
 * @param generation of the newest claim so far
 * @param turnId of a turn to go on with; null: a new one
 */
record Lease(
        String sessionId,
        String workspaceId,
        String owner,
        long generation,
        @Nullable String turnId) {}
