package dev.agentdesk.trigger.timing;

import dev.agentdesk.kit.id.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A spec with its bounds and its jitter.
 *
 * @param jitter each instant is due up to this long after its nominal time; how long is always the same for it
 * @param startAt no nominal instant is earlier
 * @param endAt no nominal instant is later
 */
public record Timing(
        Spec spec,
        Duration jitter,
        @Nullable Instant startAt,
        @Nullable Instant endAt) {

    private static final int HEX_OF_A_LONG = 15;
    private static final int HEXADECIMAL = 16;

    /** The nominal instants of it; a reader of the spec that is worth keeping for many questions. */
    public Nominals nominals() {
        return new Nominals(this, Rule.of(spec));
    }

    /** When a nominal instant is due: the same for every replica. */
    public Instant due(String scheduleId, Instant nominal) {
        if (jitter.isZero()) {
            return nominal;
        }
        var hash = Digest.of(scheduleId + '@' + nominal.getEpochSecond()).substring(0, HEX_OF_A_LONG);
        return nominal.plusMillis(Long.parseLong(hash, HEXADECIMAL) % (jitter.toMillis() + 1));
    }

    /** See {@link Timing#nominals}. */
    public record Nominals(Timing timing, Rule rule) {

        /** The first nominal instant later than {@code after}; null if there is none. */
        public @Nullable Instant next(Instant after) {
            var start = timing.startAt();
            var from = start != null && after.isBefore(start) ? start.minusNanos(1) : after;
            var next = rule.next(from);
            var end = timing.endAt();
            return next == null || end != null && next.isAfter(end) ? null : next;
        }

        /** At most {@code most} occurrences later than {@code after} and not later than {@code last}. */
        public List<Occurrence> upcoming(Instant after, @Nullable Instant last, int most) {
            var found = new ArrayList<Occurrence>();
            var next = next(after);
            while (next != null && found.size() < most && (last == null || !next.isAfter(last))) {
                found.add(rule.at(next));
                next = next(next);
            }
            return found;
        }
    }
}
