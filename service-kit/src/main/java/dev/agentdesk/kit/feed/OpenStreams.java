package dev.agentdesk.kit.feed;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the streams of each principal on this replica, so that one can't use up the connections of all. */
public final class OpenStreams {

    /** Six tabs with a handful of Sessions each; more is a program that forgets to close. */
    public static final int MOST = 50;

    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** @throws Rejection 429 beyond the limit */
    public void enter(String principal) {
        if (open.merge(principal, 1, Integer::sum) > MOST) {
            leave(principal);
            throw new Rejection(ProblemCode.RATE_LIMITED, "At most " + MOST + " streams may be open at once.");
        }
    }

    public int all() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }

    public void leave(String principal) {
        open.computeIfPresent(principal, (id, count) -> count == 1 ? null : count - 1);
    }
}
