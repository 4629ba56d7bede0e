package dev.agentdesk.trigger.run;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.delivery.DeliveryHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /internal/runs/{id}/prompt}: what session-service asks for before it opens the Session of a run. */
@RestController
class RunPromptEndpoint {

    private final Runs runs;
    private final DeliveryHistory history;

    RunPromptEndpoint(Runs runs, DeliveryHistory history) {
        this.runs = runs;
        this.history = history;
    }

    /** All that a Session needs to begin; the same for each repeat of the question. */
    record RunPrompt(
            String runId,
            String workspaceId,
            String prompt,
            String title,
            String deliveryId,
            String routeId,
            @Nullable String onBusy,
            String correlationId,
            int depth) {

        /** Prompts are not for logs. */
        @Override
        public String toString() {
            return "RunPrompt[" + runId + "]";
        }
    }

    @GetMapping("/internal/runs/{id}/prompt")
    RunPrompt prompt(@PathVariable String id) {
        RequestContext.current().principal().requireService();
        var run = runs.find(id).filter(r -> r.outcome().equals("fired")).orElseThrow(Rejection::notFound);
        var asked = history.prompt(run.deliveryId(), id)
                .orElseThrow(() -> new Rejection(ProblemCode.GONE, "What this run asked for was erased."));
        return new RunPrompt(
                id,
                run.workspaceId(),
                asked.prompt(),
                asked.title(),
                run.deliveryId(),
                run.routeId(),
                run.onBusy(),
                run.correlationId(),
                run.depth());
    }
}
