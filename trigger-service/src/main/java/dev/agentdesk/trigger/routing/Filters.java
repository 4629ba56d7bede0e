package dev.agentdesk.trigger.routing;

import dev.agentdesk.trigger.filter.Filter;
import dev.agentdesk.trigger.filter.FilterError;
import java.util.LinkedHashMap;
import java.util.Map;

/** The filters that were used last, compiled: routes change seldom and are asked for every delivery. Thread safe. */
final class Filters {

    private static final int MOST = 500;

    private final Map<String, Filter> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Filter> eldest) {
            return size() > MOST;
        }
    };

    Filter of(String text) throws FilterError {
        synchronized (compiled) {
            var known = compiled.get(text);
            if (known != null) {
                return known;
            }
        }
        var fresh = Filter.parse(text);
        synchronized (compiled) {
            compiled.put(text, fresh);
        }
        return fresh;
    }
}
