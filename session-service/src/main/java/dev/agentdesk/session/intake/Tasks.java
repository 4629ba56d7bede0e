package dev.agentdesk.session.intake;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.access.PlainText;
import dev.agentdesk.session.conversation.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/**
 * What is to be done, in words or by reference to a prompt or command of the Workspace, which workspace-service knows.
 */
final class Tasks {

    private static final String PEER = "workspace-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);
    private static final int LONGEST = 1024 * 1024;

    /** Exactly one of {@code prompt}, {@code promptId} and {@code command}. */
    record Task(
            @Nullable String prompt,
            @Nullable String promptId,
            @Nullable Integer version,
            @Nullable String command,
            @Nullable Map<String, String> variables) {}

    private record Reference(
            @Nullable String promptId,
            @Nullable Integer version,
            @Nullable String command,
            @Nullable Map<String, String> variables,
            String account) {}

    private record Text(String text) {}

    private final RestClient workspaceService;

    Tasks(InternalCalls calls) {
        workspaceService = calls.to(PEER, ANSWER_WITHIN);
    }

    static void check(Task task, Violations wrong) {
        long forms = Stream.of(task.prompt(), task.promptId(), task.command())
                .filter(Objects::nonNull)
                .count();
        wrong.check(forms == 1, "/task", "required", "One of prompt, prompt_id and command is required.");
        wrong.check(
                task.version() == null || task.promptId() != null,
                "/task/version",
                "conflict",
                "A version belongs to a prompt_id.");
        wrong.check(
                task.variables() == null || task.command() != null,
                "/task/variables",
                "conflict",
                "Variables belong to a command.");
        var prompt = task.prompt();
        if (prompt != null) {
            boolean fits = !prompt.isBlank() && prompt.length() <= LONGEST && PlainText.isText(prompt);
            wrong.check(fits, "/task/prompt", "required", "A text of at most 1 MiB is required.");
        }
    }

    /** @throws dev.agentdesk.kit.problem.Rejection if there is no such prompt or command, or a variable is missing */
    List<Content> content(String workspaceId, Task task, Principal principal) {
        if (task.prompt() != null) {
            return List.of(Content.text(task.prompt()));
        }
        var reference =
                new Reference(task.promptId(), task.version(), task.command(), task.variables(), principal.account());
        var text = Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(workspaceService
                        .post()
                        .uri("/internal/workspaces/{id}/task", workspaceId)
                        .body(reference)
                        .retrieve()
                        .body(Text.class)));
        return List.of(Content.text(text.text()));
    }
}
