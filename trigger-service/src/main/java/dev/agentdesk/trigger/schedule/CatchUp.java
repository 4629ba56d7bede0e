package dev.agentdesk.trigger.schedule;

import java.time.Duration;

/**
 * What becomes of instants that passed while nobody could decide them.
 *
 * @param window older ones are missed
 */
public record CatchUp(Duration window, Mode mode) {

    /** Which ones of the window run after all. */
    public enum Mode {
        LATEST,
        ALL,
        NONE
    }
}
