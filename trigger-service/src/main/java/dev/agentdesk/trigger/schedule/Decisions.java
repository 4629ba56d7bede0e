package dev.agentdesk.trigger.schedule;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.schedule.ScheduleCommand.AnswerTick;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Backfill;
import dev.agentdesk.trigger.schedule.ScheduleCommand.CreateSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.DeleteSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.EditSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.EraseSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.PauseSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.ResumeSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.RunNow;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Tick;
import dev.agentdesk.trigger.schedule.ScheduleEvent.BackfillAsked;
import dev.agentdesk.trigger.schedule.ScheduleEvent.BufferDropped;
import dev.agentdesk.trigger.schedule.ScheduleEvent.Cause;
import dev.agentdesk.trigger.schedule.ScheduleEvent.PolicyChosen;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleCreated;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDeleted;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDisabled;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleEnabled;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleErased;
import dev.agentdesk.trigger.schedule.ScheduleEvent.SchedulePaused;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleRenamed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleResumed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TaskReplaced;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFired;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickPlanned;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TimingReplaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facts that follow from one command to a {@link Live} schedule, each decided on what the ones before it lead to.
 * Pure; used once.
 */
final class Decisions {

    private final ScheduleCommand command;
    private final List<ScheduleEvent> events = new ArrayList<>();
    private Live live;

    Decisions(Live live, ScheduleCommand command) {
        this.live = live;
        this.command = command;
    }

    /** A new schedule, with its first instant planned. */
    static List<ScheduleEvent> created(CreateSchedule command) {
        var created =
                new ScheduleCreated(command.stamp(), command.scheduleId(), command.workspaceId(), command.settings());
        var decisions = new Decisions(Live.of(created), command);
        decisions.events.add(created);
        decisions.plan();
        return decisions.events;
    }

    List<ScheduleEvent> events() {
        switch (command) {
            case CreateSchedule create -> recognise(create);
            case EditSchedule edit -> edit(edit.expectedVersion(), edit.change());
            case PauseSchedule pause -> pause("asked", pause.reason());
            case ResumeSchedule resume -> resume();
            case DeleteSchedule delete -> delete(delete.expectedVersion());
            case EraseSchedule erase -> end(ScheduleErased::new);
            case Tick tick -> {
                decideDue();
                plan();
                release();
            }
            case RunNow asked -> runNow(asked);
            case Backfill asked -> backfill(asked);
            case AnswerTick answer -> answer(answer);
        }
        return events;
    }

    Live live() {
        return live;
    }

    String scheduleId() {
        return command.scheduleId();
    }

    Instant now() {
        return command.stamp().at();
    }

    /** Adds a fact about the schedule itself. */
    void add(Function<Stamp, ScheduleEvent> fact) {
        var event = fact.apply(stamp());
        events.add(event);
        if (live.with(event) instanceof Live next) {
            live = next;
        }
    }

    /** Adds a fact about a run: the act of the schedule, one automation further from a person. */
    void addRun(String runId, Cause cause, Function<Stamp, ScheduleEvent> fact) {
        add(stamp -> {
            var schedule = new Actor("schedule", scheduleId(), stamp.actor().onBehalfOf());
            boolean asked = cause == Cause.RUN_NOW;
            return fact.apply(new Stamp(
                    stamp.id(),
                    stamp.at(),
                    asked ? stamp.actor() : schedule,
                    live.marks().workspaceId(),
                    asked ? stamp.correlationId() : runId,
                    asked ? stamp.causationId() : null,
                    asked ? stamp.depth() + 1 : 1));
        });
    }

    private Stamp stamp() {
        var base = events.isEmpty() ? command.stamp() : command.stamp().then(events.size());
        return base.within(live.marks().workspaceId());
    }

    /** Only facts about runs that are over stay when it goes. */
    private void end(BiFunction<Stamp, String, ScheduleEvent> last) {
        drop("schedule-deleted");
        add(stamp -> last.apply(stamp, scheduleId()));
    }

    private void drop(String code) {
        var waiting = live.runs().waiting().stream().map(RunBook.Waiting::runId).toList();
        if (!waiting.isEmpty()) {
            add(stamp -> new BufferDropped(stamp, scheduleId(), code, waiting));
        }
    }

    private void recognise(CreateSchedule create) {
        boolean repeat = create.workspaceId().equals(live.marks().workspaceId())
                && create.settings().digest().equals(live.marks().created());
        if (!repeat) {
            throw ScheduleState.idReused();
        }
    }

    private void expect(@Nullable Long version) {
        if (version != null && version != live.marks().version()) {
            throw new Rejection(
                    ProblemCode.PRECONDITION_FAILED,
                    "The schedule has version " + live.marks().version() + " now.");
        }
    }

    /** What is due by now is decided by the settings that were valid until now. */
    private void edit(@Nullable Long expectedVersion, ScheduleChange change) {
        expect(expectedVersion);
        var plan = live.plan();
        var timing = change.timing() == null || change.timing().equals(plan.timing()) ? null : change.timing();
        var enabled = change.enabled() == null || change.enabled() == plan.enabled() ? null : change.enabled();
        var policy = change.policy() == null || change.policy().equals(plan.policy()) ? null : change.policy();
        if (timing != null || enabled != null || policy != null) {
            decideDue();
        }
        rename(change.name());
        ask(change.task());
        if (timing != null) {
            add(stamp -> new TimingReplaced(stamp, scheduleId(), timing));
        }
        if (policy != null) {
            add(stamp -> new PolicyChosen(stamp, scheduleId(), policy));
        }
        if (enabled != null) {
            add(stamp ->
                    enabled ? new ScheduleEnabled(stamp, scheduleId()) : new ScheduleDisabled(stamp, scheduleId()));
        }
        plan();
        release();
    }

    private void rename(@Nullable String name) {
        if (name != null && !ScheduleSettings.digest(name).equals(live.marks().name())) {
            add(stamp -> new ScheduleRenamed(stamp, scheduleId(), name));
        }
    }

    private void ask(@Nullable Task task) {
        if (task != null && !ScheduleSettings.digest(task).equals(live.marks().task())) {
            add(stamp -> new TaskReplaced(stamp, scheduleId(), task));
        }
    }

    private void pause(String code, String reason) {
        if (live.plan().paused() == null) {
            decideDue();
            add(stamp -> new SchedulePaused(stamp, scheduleId(), code, reason));
            plan();
        }
    }

    private void resume() {
        if (live.plan().paused() != null) {
            add(stamp -> new ScheduleResumed(stamp, scheduleId()));
            plan();
            release();
        }
    }

    private void delete(@Nullable Long expectedVersion) {
        expect(expectedVersion);
        decideDue();
        end(ScheduleDeleted::new);
    }

    private void decideDue() {
        new Ticking(this).decideDue(command.hold());
    }

    private void runNow(RunNow asked) {
        if (!live.marks().requests().contains(asked.runId())) {
            fire(asked.runId(), null, Cause.RUN_NOW, List.of());
        }
    }

    private void backfill(Backfill asked) {
        if (!live.marks().requests().contains(asked.requestId())) {
            add(stamp -> new BackfillAsked(
                    stamp, scheduleId(), asked.requestId(), asked.from(), asked.to(), asked.overlap()));
            new Ticking(this).backfill(asked);
        }
    }

    private void answer(AnswerTick answer) {
        Answers.to(live.runs(), answer).forEach(event -> add(stamp -> event));
        if (!events.isEmpty()) {
            pauseAfterFailures();
            release();
        }
    }

    private void pauseAfterFailures() {
        int most = live.plan().policy().pauseAfterFailures();
        int failures = live.progress().failures();
        if (most > 0 && failures >= most) {
            pause("failures", failures + " runs in a row failed.");
        }
    }

    /** The run that waits longest starts when nothing is in its way, a hold included. */
    private void release() {
        if (command.hold() == null
                && live.plan().runs()
                && live.runs().open().isEmpty()
                && !live.runs().waiting().isEmpty()) {
            var first = live.runs().waiting().getFirst();
            fire(first.runId(), first.nominalAt(), first.cause(), List.of());
        }
    }

    void fire(String runId, @Nullable Instant nominal, Cause cause, List<String> interrupts) {
        addRun(
                runId,
                cause,
                stamp -> new TickFired(
                        stamp,
                        scheduleId(),
                        runId,
                        live.marks().workspaceId(),
                        nominal,
                        cause,
                        live.plan().policy().onBusy(),
                        live.sharedSession(scheduleId()),
                        interrupts));
    }

    /** States the next instant, unless it is the one that is known; none while it is paused or has run enough. */
    private void plan() {
        var next = next();
        if (!Objects.equals(next, live.progress().next())) {
            add(stamp -> new TickPlanned(
                    stamp, scheduleId(), next == null ? null : next.nominalAt(), next == null ? null : next.dueAt()));
        }
    }

    private Live.@Nullable Planned next() {
        var plan = live.plan();
        var most = plan.policy().maxRuns();
        if (!plan.runs() || most != null && live.progress().counted() >= most) {
            return null;
        }
        var cursor = live.progress().cursor();
        var nominal = plan.timing().nominals().next(cursor);
        return nominal == null ? null : new Live.Planned(nominal, plan.timing().due(scheduleId(), nominal));
    }
}
