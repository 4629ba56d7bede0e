package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.timing.Occurrence;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a schedule, stored or not, paused or not, would be due for. Starts nothing and stores nothing. */
@RestController
@RequestMapping("/api/v1/schedules")
class UpcomingEndpoint {

    private static final int FEW = 10;
    private static final int MOST = 1_000;

    private final ScheduleAccess access;
    private final Clock clock;

    UpcomingEndpoint(ScheduleAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /** A rule that need not be stored. */
    record PreviewRequest(
            @Nullable SpecForm spec,
            @Nullable Integer count,
            @Nullable Instant from) {}

    /** A time at which it is due, and how the clock on the wall shows it. */
    record OccurrenceView(Instant nominalAt, String local, String dst) {

        static OccurrenceView of(Occurrence occurrence) {
            return new OccurrenceView(
                    occurrence.nominalAt(),
                    occurrence.local().toString(),
                    occurrence.dst().wire());
        }
    }

    /** Earliest first. */
    record Occurrences(List<OccurrenceView> data) {

        static Occurrences of(List<Occurrence> found) {
            return new Occurrences(found.stream().map(OccurrenceView::of).toList());
        }
    }

    @GetMapping("/{id}/upcoming")
    Occurrences upcoming(@PathVariable String id, @RequestParam @Nullable Integer count) {
        var wrong = new Violations();
        int most = most(count, "?count", wrong);
        wrong.throwIfAny();
        var timing = access.seen(caller(), id).timing();
        return Occurrences.of(timing.nominals().upcoming(clock.instant(), null, most));
    }

    @PostMapping("/preview")
    Occurrences preview(@RequestBody PreviewRequest body) {
        caller();
        var wrong = new Violations();
        int most = most(body.count(), "/count", wrong);
        if (wrong.check(body.spec() != null, "/spec", "required", "Which rule?")) {
            Objects.requireNonNull(body.spec()).check("/spec", wrong);
        }
        var from = body.from() == null ? clock.instant() : body.from();
        boolean near = !from.isBefore(Instant.EPOCH) && from.isBefore(SpecForm.LATEST);
        wrong.check(near, "/from", "out-of-range", "That is too far away.");
        wrong.throwIfAny();
        var timing = new Timing(Objects.requireNonNull(body.spec()).spec(), Duration.ZERO, null, null);
        return Occurrences.of(timing.nominals().upcoming(from, null, most));
    }

    private static int most(@Nullable Integer count, String pointer, Violations wrong) {
        int most = count == null ? FEW : count;
        wrong.check(most >= 1 && most <= MOST, pointer, "out-of-range", "A number from 1 to " + MOST + ".");
        return most;
    }

    private static Principal caller() {
        var principal = RequestContext.current().principal();
        principal.require("automation:read");
        return principal;
    }
}
