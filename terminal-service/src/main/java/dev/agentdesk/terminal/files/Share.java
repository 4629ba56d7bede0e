package dev.agentdesk.terminal.files;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many of one kind of long work a principal may have at once, so that one can't use up what is there for all. */
final class Share {

    private final int most;
    private final String what;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Share(int most, String what) {
        this.most = most;
        this.what = what;
    }

    /** Given back by closing it. */
    interface Taken extends AutoCloseable {

        @Override
        void close();
    }

    /** @throws Rejection 429 beyond the limit */
    Taken take(String principal) {
        if (taken.merge(principal, 1, Integer::sum) > most) {
            back(principal);
            throw new Rejection(ProblemCode.RATE_LIMITED, "At most " + most + " " + what + " may run at once.");
        }
        return () -> back(principal);
    }

    private void back(String principal) {
        taken.computeIfPresent(principal, (id, count) -> count == 1 ? null : count - 1);
    }
}
