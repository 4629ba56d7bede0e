package dev.agentdesk.trigger.replay;

import dev.agentdesk.trigger.delivery.DeliveryHistory;
import dev.agentdesk.trigger.replay.Past.Span;
import dev.agentdesk.trigger.routing.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.springframework.stereotype.Component;

/** Holds a filter against the past: reads, starts nothing, keeps nothing. */
@Component
final class DryRun {

    /** Deliveries that one dry run looks at, at most. */
    static final int MOST = 10_000;

    /** What came of it; the ids are those of deliveries. */
    record Result(
            long examined, long matchedNow, long matchedBefore, List<String> newlyMatched, List<String> noLonger) {}

    private final Past past;
    private final DeliveryHistory history;

    DryRun(Past past, DeliveryHistory history) {
        this.past = past;
        this.history = history;
    }

    /** @param goesOn asked with the number of deliveries done so far; false ends it early */
    Result of(Rehearsal rehearsal, Span span, String routeId, LongPredicate goesOn) {
        long examined = 0;
        long now = 0;
        long before = 0;
        var newly = new ArrayList<String>();
        var noLonger = new ArrayList<String>();
        for (var entry : past.entries(span, routeId, MOST)) {
            if (!goesOn.test(examined)) {
                break;
            }
            boolean takes = history.kept(entry.id()).map(rehearsal::takes).orElse(false);
            examined++;
            now += takes ? 1 : 0;
            before += entry.matched() ? 1 : 0;
            if (takes && !entry.matched()) {
                newly.add(entry.id());
            } else if (!takes && entry.matched()) {
                noLonger.add(entry.id());
            }
        }
        return new Result(examined, now, before, newly, noLonger);
    }
}
