package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.hold.Holds;
import dev.agentdesk.trigger.schedule.Overlap;
import dev.agentdesk.trigger.schedule.ScheduleAccess;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Backfill;
import dev.agentdesk.trigger.schedule.SpecForm;
import dev.agentdesk.trigger.timing.Occurrence;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Past times of one schedule: run them again, or see what another rule would have made of them. */
@RestController
@RequestMapping("/api/v1/schedules/{id}")
class PastEndpoint {

    private static final int MOST_SHOWN = 1_000;

    private final Commands commands;
    private final ScheduleAccess schedules;
    private final Runs runs;
    private final Holds holds;
    private final Stamps stamps;
    private final IdSource ids;
    private final Clock clock;

    PastEndpoint(
            Commands commands,
            ScheduleAccess schedules,
            Runs runs,
            Holds holds,
            Stamps stamps,
            IdSource ids,
            Clock clock) {
        this.commands = commands;
        this.schedules = schedules;
        this.runs = runs;
        this.holds = holds;
        this.stamps = stamps;
        this.ids = ids;
        this.clock = clock;
    }

    /** Both times are included; {@code overlap} is {@code buffer_all} if it is not said. */
    record BackfillRequest(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String overlap) {}

    /** How many times were asked for; their runs are in the ledger. */
    record BackfillAccepted(String backfillId, int instants) {}

    /** The rule to try; the schedule's own one if there is none. */
    record BacktestRequest(
            @Nullable SpecForm spec,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** What really became of a time. */
    record Then(String runId, String outcome) {}

    /** A time at which it would have been due. */
    record Tested(
            Instant nominalAt,
            String local,
            String dst,
            @Nullable Then run) {}

    /** Earliest first; {@code truncated} if there are more. */
    record Backtest(List<Tested> data, boolean truncated) {}

    @PostMapping("/backfill")
    ResponseEntity<BackfillAccepted> backfill(@PathVariable String id, @RequestBody BackfillRequest body) {
        var schedule = schedules.changeable(caller("automation:write"), id);
        var wrong = new Violations();
        check(body.from(), body.to(), wrong);
        var overlap = Overlap.read(body.overlap() == null ? "buffer_all" : body.overlap());
        wrong.check(overlap.isPresent(), "/overlap", "unknown-value", Overlap.choices());
        wrong.throwIfAny();
        var from = Objects.requireNonNull(body.from());
        var to = Objects.requireNonNull(body.to());
        holds.requireNone(schedule.workspaceId(), clock.instant());
        var request = ids.mint("evt");
        commands.send(
                new Backfill(stamps.ofRequest(schedule.workspaceId()), id, request, from, to, overlap.orElseThrow()));
        int instants = found(new Timing(schedule.timing().spec(), Duration.ZERO, null, null), from, to)
                .size();
        return ResponseEntity.accepted().body(new BackfillAccepted(request, Math.min(instants, MOST_SHOWN)));
    }

    @PostMapping("/backtest")
    Backtest backtest(@PathVariable String id, @RequestBody BacktestRequest body) {
        var schedule = schedules.seen(caller("automation:read"), id);
        var wrong = new Violations();
        check(body.from(), body.to(), wrong);
        if (body.spec() != null) {
            body.spec().check("/spec", wrong);
        }
        wrong.throwIfAny();
        var spec = body.spec() == null ? schedule.timing().spec() : body.spec().spec();
        var found = found(
                new Timing(spec, Duration.ZERO, null, null),
                Objects.requireNonNull(body.from()),
                Objects.requireNonNull(body.to()));
        var shown = found.stream().limit(MOST_SHOWN).toList();
        var then = runs.ofInstants(id, shown.stream().map(Occurrence::nominalAt).toList());
        return new Backtest(
                shown.stream().map(it -> tested(it, then)).collect(Collectors.toList()), found.size() > MOST_SHOWN);
    }

    private static List<Occurrence> found(Timing timing, Instant from, Instant to) {
        return timing.nominals().upcoming(from.minusNanos(1), to, MOST_SHOWN + 1);
    }

    private static Tested tested(Occurrence occurrence, Map<Instant, Runs.Row> then) {
        var run = then.get(occurrence.nominalAt());
        return new Tested(
                occurrence.nominalAt(),
                occurrence.local().toString(),
                occurrence.dst().wire(),
                run == null ? null : new Then(run.id(), run.outcome()));
    }

    private void check(@Nullable Instant from, @Nullable Instant to, Violations wrong) {
        wrong.check(from != null, "/from", "required", "From when?");
        wrong.check(to != null, "/to", "required", "Until when?");
        if (from != null && to != null) {
            wrong.check(!from.isBefore(Instant.EPOCH), "/from", "out-of-range", "That is too long ago.");
            wrong.check(!to.isBefore(from), "/to", "out-of-range", "It ends before it begins.");
            wrong.check(!to.isAfter(clock.instant()), "/to", "out-of-range", "That is not over yet.");
        }
    }

    private static Principal caller(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
