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

    /**
     * The hold that stops automation of the Workspace now; null: nothing is held. While one stands, what is due is
     * {@code held} for good, and what waits in a buffer goes on waiting.
     */
    default @Nullable String hold() {
        return null;
    }

    @Override
    default String aggregateId() {
        return scheduleId();
    }

    record CreateSchedule(Stamp stamp, String scheduleId, String workspaceId, ScheduleSettings settings)
            implements ScheduleCommand {}

    /** @param expectedVersion the version that the caller has seen; null to overwrite whatever is there */
    record EditSchedule(
            Stamp stamp,
            String scheduleId,
            @Nullable Long expectedVersion,
            ScheduleChange change,
            @Nullable String hold)
            implements ScheduleCommand {

        public EditSchedule(Stamp stamp, String scheduleId, @Nullable Long expectedVersion, ScheduleChange change) {
            this(stamp, scheduleId, expectedVersion, change, null);
        }
    }

    record PauseSchedule(
            Stamp stamp,
            String scheduleId,
            String reason,
            @Nullable String hold) implements ScheduleCommand {

        public PauseSchedule(Stamp stamp, String scheduleId, String reason) {
            this(stamp, scheduleId, reason, null);
        }
    }

    record ResumeSchedule(
            Stamp stamp, String scheduleId, @Nullable String hold) implements ScheduleCommand {

        public ResumeSchedule(Stamp stamp, String scheduleId) {
            this(stamp, scheduleId, null);
        }
    }

    record DeleteSchedule(
            Stamp stamp,
            String scheduleId,
            @Nullable Long expectedVersion,
            @Nullable String hold) implements ScheduleCommand {

        public DeleteSchedule(Stamp stamp, String scheduleId, @Nullable Long expectedVersion) {
            this(stamp, scheduleId, expectedVersion, null);
        }
    }

    /** Its Workspace is erased: the schedule is gone for good; its content goes with its key. */
    record EraseSchedule(Stamp stamp, String scheduleId) implements ScheduleCommand {}

    /** Decides what is due, at most some hundred instants; harmless to repeat. */
    record Tick(Stamp stamp, String scheduleId, @Nullable String hold) implements ScheduleCommand {

        public Tick(Stamp stamp, String scheduleId) {
            this(stamp, scheduleId, null);
        }
    }

    /** Starts a run at once, whatever else runs, also of a paused schedule. */
    record RunNow(Stamp stamp, String scheduleId, String runId) implements ScheduleCommand {}

    /** Runs the instants from {@code from} to {@code to}, both included, once more or for the first time. */
    record Backfill(Stamp stamp, String scheduleId, String requestId, Instant from, Instant to, Overlap overlap)
            implements ScheduleCommand {}

    /** Passes on what session-service said about a run. */
    record AnswerTick(
            Stamp stamp,
            String scheduleId,
            String runId,
            Answer answer,
            @Nullable String hold) implements ScheduleCommand {

        public AnswerTick(Stamp stamp, String scheduleId, String runId, Answer answer) {
            this(stamp, scheduleId, runId, answer, null);
        }
    }
}
