package dev.agentdesk.workspace.command;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.catalog.Catalog;
import dev.agentdesk.workspace.prompt.PromptTexts;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a task that refers to a prompt or a command says in words; asked by the services that hand it to an agent. */
@RestController
final class InternalTaskEndpoint {

    private final Catalog catalog;
    private final WorkspaceCommands stored;
    private final PromptTexts prompts;

    InternalTaskEndpoint(Catalog catalog, WorkspaceCommands stored, PromptTexts prompts) {
        this.catalog = catalog;
        this.stored = stored;
        this.prompts = prompts;
    }

    /** @param account who asks, where it is a person: they may use their own prompts too */
    record TaskReference(
            @Nullable String promptId,
            @Nullable Long version,
            @Nullable String command,
            @Nullable Map<String, String> variables,
            @Nullable String account) {}

    record TaskText(String text) {}

    /** @throws InvalidRequest with the pointer below {@code /task} */
    @PostMapping("/internal/workspaces/{id}/task")
    TaskText text(@PathVariable String id, @RequestBody TaskReference asked) {
        RequestContext.current().principal().requireService();
        var workspace = catalog.find(id).orElseThrow(Rejection::notFound);
        if (asked.command() == null) {
            return new TaskText(prompt(asked, workspace.owner())
                    .orElseThrow(() -> InvalidRequest.at(
                            "/task/prompt_id", "unknown-prompt", "There is no such prompt, or no such version.")));
        }
        var document = stored.find(workspace.id(), asked.command())
                .filter(row -> !row.deleted())
                .map(stored::read)
                .orElseThrow(() ->
                        InvalidRequest.at("/task/command", "unknown-command", "The Workspace has no such command."));
        var text = document.content() != null
                ? document.content()
                : prompts.usable(Objects.requireNonNullElse(document.promptId(), ""), null, workspace.owner())
                        .orElseThrow(() -> InvalidRequest.at(
                                "/task/command", "unknown-prompt", "The prompt of this command is gone."));
        return new TaskText(document.type().equals("struct") ? filled(text, asked.variables()) : text);
    }

    private Optional<String> prompt(TaskReference asked, String owner) {
        var id = Objects.requireNonNullElse(asked.promptId(), "");
        var own = asked.account() == null
                ? Optional.<String>empty()
                : prompts.usable(id, asked.version(), asked.account());
        return own.or(() -> prompts.usable(id, asked.version(), owner));
    }

    private static String filled(String text, @Nullable Map<String, String> given) {
        var values = Objects.requireNonNullElse(given, Map.<String, String>of());
        var wrong = new Violations();
        for (var name : CommandText.variables(text)) {
            wrong.check(values.containsKey(name), "/task/variables/" + name, "required", "The command needs it.");
        }
        wrong.throwIfAny();
        return CommandText.filled(text, values);
    }
}
