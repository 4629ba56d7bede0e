package dev.agentdesk.trigger.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** The set of nominal instants of a {@link Spec}; pure, and the same on every machine with the same time zone data. */
public sealed interface Rule {

    /** The first instant later than {@code after}; null if there is none. */
    @Nullable
    Instant next(Instant after);

    /** How the instant looks on the wall. */
    Occurrence at(Instant nominal);

    /** @throws IllegalArgumentException for a cron expression that was never checked */
    static Rule of(Spec spec) {
        return switch (spec) {
            case Spec.Cron cron -> cron(cron);
            case Spec.Interval it -> new Every(it.every(), it.offset());
            case Spec.OneShot it -> new Once(it.at());
        };
    }

    private static Rule cron(Spec.Cron spec) {
        try {
            var zone = ZoneId.of(spec.zone()).getRules();
            var expression = CronExpression.parse(spec.expression());
            return spec.dst() == DstMode.ONCE ? new OnceLocal(expression, zone) : new Literal(expression, zone);
        } catch (TimingError e) {
            throw new IllegalArgumentException(e.detail(), e);
        }
    }

    private static Occurrence utc(Instant nominal) {
        return new Occurrence(nominal, nominal.atOffset(ZoneOffset.UTC), Occurrence.Dst.NORMAL);
    }

    /** See {@link Spec.Interval}. */
    record Every(Duration every, Duration offset) implements Rule {

        @Override
        public Instant next(Instant after) {
            long step = every.toSeconds();
            long passed = Math.floorDiv(after.getEpochSecond() - offset.toSeconds(), step);
            return Instant.ofEpochSecond((passed + 1) * step + offset.toSeconds());
        }

        @Override
        public Occurrence at(Instant nominal) {
            return utc(nominal);
        }
    }

    /** See {@link Spec.OneShot}. */
    record Once(Instant at) implements Rule {

        @Override
        public @Nullable Instant next(Instant after) {
            return after.isBefore(at) ? at : null;
        }

        @Override
        public Occurrence at(Instant nominal) {
            return utc(nominal);
        }
    }

    /**
     * {@link DstMode#ONCE}: each matching local time has one instant. Later local times never have earlier instants, so
     * the first one that lies behind {@code after} is the next.
     */
    record OnceLocal(CronExpression cron, ZoneRules zone) implements Rule {

        @Override
        public @Nullable Instant next(Instant after) {
            var local = cron.after(LocalDateTime.ofInstant(after, zone.getOffset(after)));
            while (local != null) {
                var instant = place(local);
                if (instant.isAfter(after)) {
                    return instant;
                }
                local = cron.after(local);
            }
            return null;
        }

        /** The first valid offset is the one before the clocks change. */
        private Instant place(LocalDateTime local) {
            var offsets = zone.getValidOffsets(local);
            return offsets.isEmpty() ? zone.getTransition(local).getInstant() : local.toInstant(offsets.getFirst());
        }

        @Override
        public Occurrence at(Instant nominal) {
            return local(nominal, zone, cron);
        }
    }

    /**
     * {@link DstMode#LITERAL}: between two changes of the clocks local time is plain; each such stretch is searched.
     */
    record Literal(CronExpression cron, ZoneRules zone) implements Rule {

        @Override
        public @Nullable Instant next(Instant after) {
            var offset = zone.getOffset(after);
            var local = LocalDateTime.ofInstant(after, offset);
            var change = zone.nextTransition(after);
            while (true) {
                var found = cron.after(local);
                if (found == null) {
                    return null;
                }
                var instant = found.toInstant(offset);
                if (change == null || instant.isBefore(change.getInstant())) {
                    return instant;
                }
                offset = change.getOffsetAfter();
                local = change.getDateTimeAfter().minusNanos(1);
                change = zone.nextTransition(change.getInstant());
            }
        }

        @Override
        public Occurrence at(Instant nominal) {
            return local(nominal, zone, cron);
        }
    }

    private static Occurrence local(Instant nominal, ZoneRules zone, CronExpression cron) {
        var offset = zone.getOffset(nominal);
        var local = LocalDateTime.ofInstant(nominal, offset);
        var dst = zone.getValidOffsets(local).size() > 1
                ? Occurrence.Dst.OVERLAP
                : cron.matches(local) ? Occurrence.Dst.NORMAL : Occurrence.Dst.GAP;
        return new Occurrence(nominal, OffsetDateTime.of(local, offset), dst);
    }
}
