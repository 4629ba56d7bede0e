package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.id.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ids of a schedule's runs; pure, so an instant has one run wherever and however often it is decided. */
public final class RunIds {

    private RunIds() {}

    /** @param backfill the request that asks for the instant once more; null for the clock */
    public static String of(String scheduleId, Instant nominal, @Nullable String backfill) {
        return backfill == null
                ? Ids.derive("run", nominal, scheduleId, nominal.toString())
                : Ids.derive("run", nominal, scheduleId, nominal.toString(), backfill);
    }
}
