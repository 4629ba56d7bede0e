package dev.agentdesk.trigger.schedule;

import dev.agentdesk.trigger.delivery.Answer;
import dev.agentdesk.trigger.schedule.ScheduleCommand.AnswerTick;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFinished;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickOpened;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickRefused;
import java.util.List;
import java.util.Set;

/** What an answer of session-service means for a run; pure. A run that is over hears nothing more. */
final class Answers {

    /** Ways in which a turn ends that speak against running the same once more. */
    private static final Set<String> FAILURES = Set.of("failed", "retries_exhausted", "budget_reached");

    /** Refusals after which a shared Session takes no message ever again. */
    private static final Set<String> GONE = Set.of("session-archived", "conflict", "gone");

    private static final String INTERRUPTED = "interrupted";

    private Answers() {}

    static List<ScheduleEvent> to(RunBook runs, AnswerTick command) {
        var run = runs.find(command.runId());
        if (run.isEmpty() || run.get().opened() && command.answer() instanceof Answer.Opened) {
            return List.of();
        }
        return List.of(event(command));
    }

    private static ScheduleEvent event(AnswerTick command) {
        var stamp = command.stamp();
        var schedule = command.scheduleId();
        var run = command.runId();
        return switch (command.answer()) {
            case Answer.Opened a -> new TickOpened(stamp, schedule, run, a.sessionId());
            case Answer.Finished a ->
                new TickFinished(stamp, schedule, run, a.sessionId(), a.turnId(), a.stopReason(), a.costUsd());
            case Answer.Refused a -> new TickRefused(stamp, schedule, run, a.code());
        };
    }

    /** Failures in a row after a turn ended so; an interruption says nothing about the task. */
    static int failuresAfter(int failures, String stopReason) {
        if (stopReason.equals(INTERRUPTED)) {
            return failures;
        }
        return FAILURES.contains(stopReason) ? failures + 1 : 0;
    }

    static boolean sessionIsGone(String code) {
        return GONE.contains(code);
    }
}
