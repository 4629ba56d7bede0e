package dev.agentdesk.trigger.schedule;

import dev.agentdesk.trigger.schedule.ScheduleEvent.BufferDropped;
import dev.agentdesk.trigger.schedule.ScheduleEvent.Cause;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickBuffered;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFinished;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFired;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickOpened;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickRefused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The runs of a schedule that are not over: those that were fired and have no answer, and those that wait for them.
 * Immutable.
 */
record RunBook(List<Open> open, List<Waiting> waiting) {

    static final RunBook EMPTY = new RunBook(List.of(), List.of());

    /** Fired; {@code opened} once its Session is known. */
    record Open(String runId, boolean opened) {}

    /** Buffered. */
    record Waiting(String runId, Instant nominalAt, Cause cause) {}

    RunBook {
        open = List.copyOf(open);
        waiting = List.copyOf(waiting);
    }

    /** What a fact changes; most change nothing here. */
    RunBook with(ScheduleEvent event) {
        return switch (event) {
            case TickFired e -> fired(e.runId());
            case TickBuffered e -> buffered(new Waiting(e.runId(), e.nominalAt(), e.cause()));
            case BufferDropped e -> new RunBook(open, List.of());
            case TickOpened e -> opened(e.runId());
            case TickFinished e -> over(e.runId());
            case TickRefused e -> over(e.runId());
            default -> this;
        };
    }

    boolean isBusy() {
        return !open.isEmpty() || !waiting.isEmpty();
    }

    boolean waits(String runId) {
        return waiting.stream().anyMatch(run -> run.runId().equals(runId));
    }

    Optional<Open> find(String runId) {
        return open.stream().filter(run -> run.runId().equals(runId)).findFirst();
    }

    List<String> openIds() {
        return open.stream().map(Open::runId).toList();
    }

    private RunBook fired(String runId) {
        var more = new ArrayList<>(open);
        more.add(new Open(runId, false));
        return new RunBook(more, without(waiting, run -> run.runId().equals(runId)));
    }

    private RunBook buffered(Waiting run) {
        var more = new ArrayList<>(waiting);
        more.add(run);
        return new RunBook(open, more);
    }

    private RunBook opened(String runId) {
        return new RunBook(
                open.stream()
                        .map(run -> run.runId().equals(runId) ? new Open(runId, true) : run)
                        .toList(),
                waiting);
    }

    private RunBook over(String runId) {
        return new RunBook(without(open, run -> run.runId().equals(runId)), waiting);
    }

    private static <T> List<T> without(List<T> all, Predicate<T> gone) {
        return all.stream().filter(gone.negate()).toList();
    }
}
