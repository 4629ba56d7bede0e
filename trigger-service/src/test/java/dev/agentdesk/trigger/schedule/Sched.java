package dev.agentdesk.trigger.schedule;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.delivery.Answer;
import dev.agentdesk.trigger.route.BusyPolicy;
import dev.agentdesk.trigger.schedule.ScheduleCommand.AnswerTick;
import dev.agentdesk.trigger.schedule.ScheduleCommand.CreateSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Tick;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickBuffered;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFired;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TicksPassed;
import dev.agentdesk.trigger.timing.Spec;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** A schedule under test: commands at times of a day that begins at noon, decisions as short sentences. */
final class Sched {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Timing EACH_MINUTE =
            new Timing(new Spec.Interval(Duration.ofMinutes(1), Duration.ZERO), Duration.ZERO, null, null);

    private ScheduleState state = ScheduleState.initial();
    private final List<ScheduleEvent> history = new ArrayList<>();
    private int number;
    private long now;

    static Sched with(Policy policy) {
        return with(EACH_MINUTE, policy);
    }

    static Sched with(Timing timing, Policy policy) {
        var schedule = new Sched();
        schedule.send(schedule.create(new ScheduleSettings("Nightly", new Task.Prompt("Do it"), timing, policy, true)));
        return schedule;
    }

    static Sched with(Overlap overlap) {
        return with(policy(overlap, CatchUp.Mode.LATEST, Duration.ofHours(1), null, 0));
    }

    static Policy policy(
            Overlap overlap, CatchUp.Mode mode, Duration window, @Nullable Long maxRuns, int pauseAfterFailures) {
        return new Policy(
                overlap, new CatchUp(window, mode), maxRuns, pauseAfterFailures, BusyPolicy.ENQUEUE, SessionUse.NEW);
    }

    CreateSchedule create(ScheduleSettings settings) {
        return new CreateSchedule(at(0), "sch_1", "wrk_1", settings);
    }

    Stamp at(long seconds) {
        return new Stamp("evt_" + number++, NOON.plusSeconds(seconds), Actor.user("usr_1"), "wrk_1", "cor_1", null, 0);
    }

    List<ScheduleEvent> send(ScheduleCommand command) {
        var decided = state.decide(command);
        for (var event : decided) {
            state = state.evolve(event);
        }
        history.addAll(decided);
        return decided;
    }

    /** What the schedule decides when it is woken so many seconds after noon. */
    List<String> tick(long seconds) {
        now = seconds;
        return said(send(new Tick(at(seconds), "sch_1")));
    }

    List<String> finish(String runId, String stopReason) {
        var answer = new Answer.Finished("ses_1", "trn_1", stopReason, null);
        return said(send(new AnswerTick(at(now), "sch_1", runId, answer)));
    }

    List<String> refuse(String runId, String code) {
        return said(send(new AnswerTick(at(now), "sch_1", runId, new Answer.Refused(code))));
    }

    /** The run of the instant so many minutes after noon. */
    static String run(int minute) {
        return RunIds.of("sch_1", NOON.plusSeconds(60L * minute), null);
    }

    ScheduleState state() {
        return state;
    }

    Live live() {
        return (Live) state;
    }

    @Nullable
    Instant next() {
        var next = live().progress().next();
        return next == null ? null : next.nominalAt();
    }

    List<ScheduleEvent> history() {
        return history;
    }

    void refuses(ScheduleCommand command, ProblemCode code) {
        Assertions.assertThatThrownBy(() -> send(command))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refused -> Assertions.assertThat(refused.code()).isEqualTo(code));
    }

    /** Facts about instants: {@code fired 1}, {@code missed 2,3 superseded}; others by their name. */
    static List<String> said(List<ScheduleEvent> events) {
        return events.stream()
                .filter(event -> !(event instanceof ScheduleEvent.TickPlanned))
                .map(Sched::said)
                .toList();
    }

    private static String said(ScheduleEvent event) {
        return switch (event) {
            case TickFired e when e.nominalAt() == null -> "fired now";
            case TickFired e -> lower(e.cause()) + " " + minute(e.nominalAt());
            case TickBuffered e -> "buffered " + minute(e.nominalAt());
            case TicksPassed e ->
                lower(e.outcome()) + " "
                        + String.join(
                                ",", e.instants().stream().map(Sched::minute).toList())
                        + " " + e.code();
            default -> event.getClass().getSimpleName();
        };
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String minute(@Nullable Instant nominal) {
        return Long.toString(Duration.between(NOON, nominal).toMinutes());
    }
}
