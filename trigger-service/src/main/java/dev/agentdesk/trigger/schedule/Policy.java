package dev.agentdesk.trigger.schedule;

import dev.agentdesk.trigger.route.BusyPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an instant once it is due.
 *
 * @param maxRuns after so many runs by the clock the schedule ends; null: never
 * @param pauseAfterFailures after so many failed runs in a row it is paused; 0: never
 * @param onBusy how the message of a run meets a Session that is busy
 */
public record Policy(
        Overlap overlap,
        CatchUp catchUp,
        @Nullable Long maxRuns,
        int pauseAfterFailures,
        BusyPolicy onBusy,
        SessionUse session) {}
