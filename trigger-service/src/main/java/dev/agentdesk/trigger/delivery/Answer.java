package dev.agentdesk.trigger.delivery;

import org.jspecify.annotations.Nullable;

/** What session-service says about a run. {@link Opened} may come first; one of the others ends the waiting. */
public sealed interface Answer {

    /** The Session exists. */
    record Opened(String sessionId) implements Answer {}

    /** The turn that the run asked for ended, for whatever reason. */
    record Finished(
            String sessionId,
            @Nullable String turnId,
            String stopReason,
            @Nullable String costUsd) implements Answer {}

    /** There will be no turn. */
    record Refused(String code) implements Answer {}
}
