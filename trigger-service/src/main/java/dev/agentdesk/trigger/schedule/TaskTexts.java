package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** What a {@link Task} says in words; prompts and commands are known to workspace-service. */
@Component
public class TaskTexts {

    private static final String PEER = "workspace-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    /** No account: automation uses what the owner of the Workspace may use, and nobody's own. */
    private record Wanted(
            @Nullable String promptId,
            @Nullable Long version,
            @Nullable String command,
            @Nullable Map<String, String> variables) {}

    private record Text(String text) {}

    private final RestClient workspaces;

    TaskTexts(InternalCalls calls) {
        workspaces = calls.to(PEER, ANSWER_WITHIN);
    }

    /** @throws Rejection if there is no such prompt or command any more, or it needs a variable */
    public String of(String workspaceId, Task task) {
        return switch (task) {
            case Task.Prompt it -> it.text();
            case Task.Reference it -> ask(workspaceId, new Wanted(it.promptId(), it.version(), null, null));
            case Task.Custom it -> ask(workspaceId, new Wanted(null, null, it.command(), it.variables()));
        };
    }

    /** @throws InvalidRequest if it could not run now */
    void check(String workspaceId, @Nullable Task task) {
        if (task == null || task instanceof Task.Prompt) {
            return;
        }
        try {
            of(workspaceId, task);
        } catch (Rejection e) {
            if (e.code().retryable()) {
                throw e;
            }
            throw InvalidRequest.at(
                    task instanceof Task.Reference ? "/task/prompt_id" : "/task/command",
                    "not-usable",
                    Objects.requireNonNullElse(e.getMessage(), "The Workspace has no such thing."));
        }
    }

    private String ask(String workspaceId, Wanted wanted) {
        return Asking.idempotent(
                        PEER,
                        () -> Objects.requireNonNull(workspaces
                                .post()
                                .uri("/internal/workspaces/{id}/task", workspaceId)
                                .body(wanted)
                                .retrieve()
                                .body(Text.class)))
                .text();
    }
}
