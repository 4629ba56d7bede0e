package dev.agentdesk.trigger.schedule;

import dev.agentdesk.contracts.ProblemCode;
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
import dev.agentdesk.trigger.schedule.ScheduleEvent.Erased;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleCreated;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleErased;
import java.util.List;

/**
 * The rules of a Schedule: each nominal instant is decided once, in order, and has one run or one reason why not; each
 * run is answered once.
 *
 * <p>Pure. {@link #decide} refuses or returns facts; {@link #evolve} accepts every fact.
 */
sealed interface ScheduleState permits ScheduleState.Absent, ScheduleState.Gone, Live {

    record Absent() implements ScheduleState {}

    /** Deleted or erased; runs that were fired before are still answered. */
    record Gone(boolean erased, RunBook runs) implements ScheduleState {}

    static ScheduleState initial() {
        return new Absent();
    }

    default List<ScheduleEvent> decide(ScheduleCommand command) {
        return switch (this) {
            case Absent a -> decideAbsent(command);
            case Live live -> new Decisions(live, command).events();
            case Gone gone -> decideGone(gone, command);
        };
    }

    private static List<ScheduleEvent> decideAbsent(ScheduleCommand command) {
        return switch (command) {
            case CreateSchedule create -> Decisions.created(create);
            case Tick repeat -> List.of();
            default -> throw Rejection.notFound();
        };
    }

    private static List<ScheduleEvent> decideGone(Gone gone, ScheduleCommand command) {
        return switch (command) {
            case CreateSchedule create -> throw idReused();
            case EraseSchedule erase ->
                gone.erased() ? List.of() : List.of(new ScheduleErased(erase.stamp(), erase.scheduleId()));
            case DeleteSchedule repeat when !gone.erased() -> List.of();
            case AnswerTick answer -> Answers.to(gone.runs(), answer);
            case Tick late -> List.of();
            case DeleteSchedule delete -> throw Rejection.notFound();
            case EditSchedule edit -> throw Rejection.notFound();
            case PauseSchedule pause -> throw Rejection.notFound();
            case ResumeSchedule resume -> throw Rejection.notFound();
            case RunNow now -> throw Rejection.notFound();
            case Backfill backfill -> throw Rejection.notFound();
        };
    }

    static Rejection idReused() {
        return new Rejection(ProblemCode.ID_REUSED, "Another schedule has or had this id.");
    }

    default ScheduleState evolve(ScheduleEvent event) {
        return switch (this) {
            case Absent a -> begin(event);
            case Live live -> live.with(event);
            case Gone gone -> after(gone, event);
        };
    }

    private static ScheduleState begin(ScheduleEvent event) {
        return switch (event) {
            case ScheduleCreated created -> Live.of(created);
            case Erased erased -> new Gone(true, RunBook.EMPTY);
            default -> throw new IllegalStateException("the history of a schedule does not begin with its creation");
        };
    }

    /** What stands behind an erased beginning changes nothing but the runs. */
    private static ScheduleState after(Gone gone, ScheduleEvent event) {
        boolean erased = gone.erased() || event instanceof ScheduleErased || event instanceof Erased;
        return new Gone(erased, gone.runs().with(event));
    }
}
