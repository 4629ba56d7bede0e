package dev.agentdesk.trigger.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a filter would have done. Ids are those of deliveries.
 *
 * @param jobId set, and all else null, where it takes longer
 */
record DryRunView(
        @Nullable Long examined,
        @Nullable Long matchedNow,
        @Nullable Long matchedBefore,
        @Nullable List<String> newlyMatched,
        @Nullable List<String> noLonger,
        @Nullable String jobId) {

    static DryRunView of(DryRun.Result result) {
        return new DryRunView(
                result.examined(),
                result.matchedNow(),
                result.matchedBefore(),
                result.newlyMatched(),
                result.noLonger(),
                null);
    }

    static DryRunView ofJob(String id) {
        return new DryRunView(null, null, null, null, null, id);
    }
}
