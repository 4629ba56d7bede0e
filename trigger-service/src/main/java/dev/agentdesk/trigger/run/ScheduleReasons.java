package dev.agentdesk.trigger.run;

import dev.agentdesk.trigger.schedule.ScheduleEvent.Cause;
import java.util.Map;

/** Why a schedule decided as it did, in codes that stay and sentences for people. Pure. */
final class ScheduleReasons {

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("due", "It was time."),
            Map.entry("caught-up", "It was time while nobody could decide; it ran as soon as that was possible."),
            Map.entry("backfill", "Somebody asked for this time again."),
            Map.entry("run-now", "Somebody asked for it."),
            Map.entry("overlap-buffered", "Another run was not over; it waited for that."),
            Map.entry("overlap", "Another run was not over, and the schedule skips then."),
            Map.entry("buffer-full", "Another run was not over, and enough others waited for it already."),
            Map.entry("too-many-runs", "Too many runs of the schedule were not over."),
            Map.entry("outside-window", "It was time too long ago when it could be decided."),
            Map.entry("no-catch-up", "It was time while nobody could decide, and the schedule does not catch up."),
            Map.entry(
                    "superseded", "A later time was due as well, and the schedule catches up on the latest one only."),
            Map.entry("held", "Automation was held."));

    private ScheduleReasons() {}

    static String text(String code) {
        return TEXTS.getOrDefault(code, "");
    }

    static String code(Cause cause) {
        return switch (cause) {
            case ON_TIME -> "due";
            case CAUGHT_UP -> "caught-up";
            case BACKFILL -> "backfill";
            case RUN_NOW -> "run-now";
        };
    }

    static String outcome(Cause cause) {
        return switch (cause) {
            case ON_TIME, RUN_NOW -> "fired";
            case CAUGHT_UP -> "caught_up";
            case BACKFILL -> "backfilled";
        };
    }
}
