package dev.agentdesk.trigger.routing;

import dev.agentdesk.trigger.delivery.DeliveryEvent.PayloadKept;
import dev.agentdesk.trigger.filter.Filter;
import dev.agentdesk.trigger.filter.FilterError;
import org.jspecify.annotations.Nullable;

/** Whether a filter would take a kept event. Starts nothing and keeps nothing. */
public final class Rehearsal {

    private final @Nullable String path;
    private final Filter filter;

    private Rehearsal(@Nullable String path, Filter filter) {
        this.path = path;
        this.filter = filter;
    }

    /**
     * @param path the path that the route asks for; null or empty: any
     * @throws FilterError if the text is no filter
     */
    public static Rehearsal of(@Nullable String path, String filter) throws FilterError {
        return new Rehearsal(path, Filter.parse(filter));
    }

    public boolean takes(PayloadKept kept) {
        var http = kept.http();
        boolean there = path == null || path.isEmpty() || http != null && path.equals(http.path());
        return there && filter.test(Reading.facts(kept.event(), http)).matches();
    }
}
