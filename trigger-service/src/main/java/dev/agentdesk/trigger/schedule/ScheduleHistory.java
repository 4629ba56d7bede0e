package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleCreated;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleRenamed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TaskReplaced;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The words of Schedules as they were, read from the log, where they are sealed; nothing where they were erased. */
@Component
public class ScheduleHistory {

    private static final List<String> TASKS = List.of("trigger.ScheduleCreated", "trigger.TaskReplaced");
    private static final List<String> NAMES = List.of("trigger.ScheduleCreated", "trigger.ScheduleRenamed");

    private final EventLog log;

    ScheduleHistory(EventLog log) {
        this.log = log;
    }

    /** What was to be asked before the fact {@code seq}, however the schedule was edited since. */
    public Optional<Task> taskBefore(String scheduleId, long seq) {
        return log.before(scheduleId, seq, 1, TASKS).stream()
                .map(recorded -> switch (recorded.event()) {
                    case ScheduleCreated e -> Optional.of(e.settings().task());
                    case TaskReplaced e -> Optional.of(e.task());
                    default -> Optional.<Task>empty();
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Its name before the fact {@code seq}. */
    public Optional<String> nameBefore(String scheduleId, long seq) {
        return log.before(scheduleId, seq, 1, NAMES).stream()
                .map(recorded -> switch (recorded.event()) {
                    case ScheduleCreated e -> Optional.of(e.settings().name());
                    case ScheduleRenamed e -> Optional.of(e.name());
                    default -> Optional.<String>empty();
                })
                .flatMap(Optional::stream)
                .findFirst();
    }
}
