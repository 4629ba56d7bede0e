package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.listing.PlainText;
import dev.agentdesk.trigger.timing.Spec;
import dev.agentdesk.trigger.timing.Timing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Schedule as a client writes it; in an edit what is missing stays as it is. Everything wrong is told at once. */
record ScheduleRequest(
        @Nullable String name,
        @Nullable SpecForm spec,
        @Nullable TaskForm task,
        @Nullable String overlap,
        @Nullable CatchUpForm catchUp,
        @Nullable String jitter,
        @Nullable JsonNode startAt,
        @Nullable JsonNode endAt,
        @Nullable Long maxRuns,
        @Nullable Integer pauseAfterFailures,
        @Nullable String onBusy,
        @Nullable String session,
        @Nullable Boolean enabled) {

    private static final int LONGEST_NAME = 100;
    private static final Duration MOST_JITTER = Duration.ofDays(1);

    /** A new schedule. */
    ScheduleSettings settings(Instant now) {
        var wrong = new Violations();
        wrong.check(name != null, "/name", "required", "A schedule needs a name.");
        wrong.check(spec != null, "/spec", "required", "A schedule needs a spec.");
        wrong.check(task != null, "/task", "required", "A schedule needs a task.");
        check(wrong);
        wrong.throwIfAny();
        var timing =
                new Timing(Objects.requireNonNull(spec).spec(), jitterOr(Duration.ZERO), time(startAt), time(endAt));
        checkTiming(timing, now, wrong);
        wrong.throwIfAny();
        return new ScheduleSettings(
                Objects.requireNonNull(name),
                Objects.requireNonNull(task).task(),
                timing,
                policy().over(PolicyForm.DEFAULT),
                !Boolean.FALSE.equals(enabled));
    }

    /** An edit of what is there. */
    ScheduleChange change(Timing timing, Policy policy, Instant now) {
        var wrong = new Violations();
        check(wrong);
        wrong.throwIfAny();
        var changed = new Timing(
                spec == null ? timing.spec() : spec.spec(),
                jitterOr(timing.jitter()),
                startAt == null ? timing.startAt() : time(startAt),
                endAt == null ? timing.endAt() : time(endAt));
        if (!changed.equals(timing)) {
            checkTiming(changed, now, wrong);
            wrong.throwIfAny();
        }
        return new ScheduleChange(name, task == null ? null : task.task(), changed, policy().over(policy), enabled);
    }

    private PolicyForm policy() {
        return new PolicyForm(overlap, catchUp, maxRuns, pauseAfterFailures, onBusy, session);
    }

    private Duration jitterOr(Duration otherwise) {
        return jitter == null ? otherwise : Duration.parse(jitter);
    }

    private void check(Violations wrong) {
        if (name != null) {
            boolean fits = !name.isBlank() && name.length() <= LONGEST_NAME && PlainText.isLine(name);
            wrong.check(fits, "/name", "invalid", "A name has 1 to " + LONGEST_NAME + " characters.");
        }
        if (spec != null) {
            spec.check("/spec", wrong);
        }
        if (task != null) {
            task.check(wrong);
        }
        if (jitter != null) {
            Durations.read(jitter, Duration.ZERO, MOST_JITTER, "/jitter", wrong);
        }
        bounded(startAt, "/start_at", wrong);
        bounded(endAt, "/end_at", wrong);
        policy().check(wrong);
    }

    /** Null removes a bound, an absent member leaves it. */
    private static void bounded(@Nullable JsonNode given, String pointer, Violations wrong) {
        if (given == null || given.isNull()) {
            return;
        }
        try {
            var time = OffsetDateTime.parse(given.asString("")).toInstant();
            boolean fits = !time.isBefore(Instant.EPOCH) && time.isBefore(SpecForm.LATEST);
            wrong.check(fits, pointer, "out-of-range", "That is too far away.");
        } catch (DateTimeException e) {
            wrong.add(pointer, "malformed", "A time is written as in 2026-01-02T03:04:05Z.");
        }
    }

    /** Of a request that was checked. */
    private static @Nullable Instant time(@Nullable JsonNode given) {
        return given == null || given.isNull()
                ? null
                : OffsetDateTime.parse(given.asString("")).toInstant();
    }

    private static void checkTiming(Timing timing, Instant now, Violations wrong) {
        var pointer = timing.spec() instanceof Spec.OneShot ? "/spec/at" : "/spec";
        wrong.check(
                timing.nominals().next(now) != null,
                pointer,
                "never-due",
                "It would never be due: that time has passed, or lies outside of start_at and end_at.");
    }
}
