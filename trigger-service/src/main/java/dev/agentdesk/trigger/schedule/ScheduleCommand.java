package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.trigger.delivery.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that may be asked of a {@link Schedule}. "Now" is always the time of the stamp. */
public sealed interface ScheduleCommand extends Command {

    /** The name under which these commands travel. */
    String NAME = "schedule";

    Stamp stamp();

    String scheduleId();

    @Override
    default String aggregateId() {
        return scheduleId();
    }

    record CreateSchedule(Stamp stamp, String scheduleId, String workspaceId, ScheduleSettings settings)
            implements ScheduleCommand {}

    /** @param expectedVersion the version that the caller has seen; null to overwrite whatever is there */
    record EditSchedule(
            Stamp stamp, String scheduleId, @Nullable Long expectedVersion, ScheduleChange change)
            implements ScheduleCommand {}

    record PauseSchedule(Stamp stamp, String scheduleId, String reason) implements ScheduleCommand {}

    record ResumeSchedule(Stamp stamp, String scheduleId) implements ScheduleCommand {}

    record DeleteSchedule(
            Stamp stamp, String scheduleId, @Nullable Long expectedVersion) implements ScheduleCommand {}

    /** Its Workspace is erased: the schedule is gone for good; its content goes with its key. */
    record EraseSchedule(Stamp stamp, String scheduleId) implements ScheduleCommand {}

    /** Decides what is due, at most some hundred instants; harmless to repeat. */
    record Tick(Stamp stamp, String scheduleId) implements ScheduleCommand {}

    /** Starts a run at once, whatever else runs, also of a paused schedule. */
    record RunNow(Stamp stamp, String scheduleId, String runId) implements ScheduleCommand {}

    /** Runs the instants from {@code from} to {@code to}, both included, once more or for the first time. */
    record Backfill(Stamp stamp, String scheduleId, String requestId, Instant from, Instant to, Overlap overlap)
            implements ScheduleCommand {}

    /** Passes on what session-service said about a run. */
    record AnswerTick(Stamp stamp, String scheduleId, String runId, Answer answer) implements ScheduleCommand {}
}
