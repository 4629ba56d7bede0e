package dev.agentdesk.trigger.run;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.delivery.DeliveryHistory;
import dev.agentdesk.trigger.schedule.ScheduleHistory;
import dev.agentdesk.trigger.schedule.TaskTexts;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /internal/runs/{id}/prompt}: what session-service asks for before it opens the Session of a run. */
@RestController
class RunPromptEndpoint {

    private final Runs runs;
    private final DeliveryHistory deliveries;
    private final ScheduleHistory schedules;
    private final TaskTexts texts;

    RunPromptEndpoint(Runs runs, DeliveryHistory deliveries, ScheduleHistory schedules, TaskTexts texts) {
        this.runs = runs;
        this.deliveries = deliveries;
        this.schedules = schedules;
        this.texts = texts;
    }

    /** All that a Session needs to begin; the same for each repeat of the question. */
    record RunPrompt(
            String runId,
            String workspaceId,
            String prompt,
            String title,
            @Nullable String deliveryId,
            @Nullable String routeId,
            @Nullable String scheduleId,
            @Nullable String onBusy,
            String correlationId,
            int depth) {

        /** Prompts are not for logs. */
        @Override
        public String toString() {
            return "RunPrompt[" + runId + "]";
        }
    }

    private record Words(String prompt, String title) {}

    @GetMapping("/internal/runs/{id}/prompt")
    RunPrompt prompt(@PathVariable String id) {
        RequestContext.current().principal().requireService();
        var run = runs.find(id).filter(r -> r.firedAt() != null).orElseThrow(Rejection::notFound);
        var words =
                words(run).orElseThrow(() -> new Rejection(ProblemCode.GONE, "What this run asked for was erased."));
        return new RunPrompt(
                id,
                run.workspaceId(),
                words.prompt(),
                words.title(),
                run.deliveryId(),
                run.routeId(),
                run.scheduleId(),
                run.onBusy(),
                run.correlationId(),
                run.depth());
    }

    private Optional<Words> words(Runs.Row run) {
        if (run.scheduleId() != null) {
            return scheduled(run.workspaceId(), run.scheduleId(), Objects.requireNonNull(run.scheduleSeq()));
        }
        return deliveries
                .prompt(Objects.requireNonNull(run.deliveryId()), run.id())
                .map(asked -> new Words(asked.prompt(), asked.title()));
    }

    /** As the schedule was when it fired; a prompt or command that it names as that is now. */
    private Optional<Words> scheduled(String workspaceId, String scheduleId, long seq) {
        return schedules
                .taskBefore(scheduleId, seq)
                .flatMap(task -> schedules
                        .nameBefore(scheduleId, seq)
                        .map(name -> new Words(texts.of(workspaceId, task), name)));
    }
}
