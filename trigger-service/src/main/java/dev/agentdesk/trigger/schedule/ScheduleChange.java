package dev.agentdesk.trigger.schedule;

import dev.agentdesk.trigger.timing.Timing;
import org.jspecify.annotations.Nullable;

/** The settings to replace; null leaves one as it is. */
public record ScheduleChange(
        @Nullable String name,
        @Nullable Task task,
        @Nullable Timing timing,
        @Nullable Policy policy,
        @Nullable Boolean enabled) {

    /** Names and prompts are not for logs. */
    @Override
    public String toString() {
        return "ScheduleChange[" + timing + ", " + policy + ", " + enabled + "]";
    }
}
