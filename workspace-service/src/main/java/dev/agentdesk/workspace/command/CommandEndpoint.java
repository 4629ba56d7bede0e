package dev.agentdesk.workspace.command;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Versions;
import dev.agentdesk.workspace.catalog.Catalog;
import dev.agentdesk.workspace.catalog.WorkspaceRow;
import dev.agentdesk.workspace.command.WorkspaceCommands.Document;
import dev.agentdesk.workspace.library.Content;
import dev.agentdesk.workspace.library.EntryCommand.AddEntry;
import dev.agentdesk.workspace.library.EntryCommand.DeleteEntry;
import dev.agentdesk.workspace.library.EntryCommand.ReviseEntry;
import dev.agentdesk.workspace.library.EntryCommand.UndeleteEntry;
import dev.agentdesk.workspace.library.EntryRow;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.prompt.PromptTexts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/workspaces/{id}/commands}: texts that people and tasks send by name. */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/commands")
final class CommandEndpoint {

    private static final int LONGEST = 64 * 1024;
    private static final int MOST = 200;

    private final Catalog catalog;
    private final WorkspaceCommands stored;
    private final PromptTexts prompts;
    private final Commands commands;
    private final Stamps stamps;

    CommandEndpoint(Catalog catalog, WorkspaceCommands stored, PromptTexts prompts, Commands commands, Stamps stamps) {
        this.catalog = catalog;
        this.stored = stored;
        this.prompts = prompts;
        this.commands = commands;
        this.stamps = stamps;
    }

    record CommandRequest(
            @Nullable String type,
            @Nullable String content,
            @Nullable String promptId) {}

    /** @param variables the names that a task has to give values for */
    record CommandView(
            String name,
            String type,
            @Nullable String content,
            @Nullable String promptId,
            List<String> variables,
            long version,
            Instant updatedAt) {}

    @GetMapping
    Page<CommandView> list(@PathVariable String id) {
        var workspace = workspace(id, "workspaces:read");
        return new Page<>(stored.of(workspace.id()).stream().map(this::view).toList(), null);
    }

    @GetMapping("/{name}")
    ResponseEntity<CommandView> get(@PathVariable String id, @PathVariable String name) {
        return answer(200, present(workspace(id, "workspaces:read").id(), name));
    }

    @PutMapping("/{name}")
    ResponseEntity<CommandView> put(
            @PathVariable String id,
            @PathVariable String name,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CommandRequest asked) {
        var workspace = usable(id);
        var content = new Content(name, "private", stored.write(checked(name, asked, workspace)), null);
        var known = stored.find(workspace.id(), name);
        var entryId = WorkspaceCommands.id(workspace.id(), name);
        var stamp = stamps.ofRequest(workspace.id());
        if (known.isEmpty()) {
            if (ifMatch != null || stored.of(workspace.id()).size() >= MOST) {
                throw new Rejection(
                        ifMatch != null ? ProblemCode.PRECONDITION_FAILED : ProblemCode.CONFLICT,
                        ifMatch != null ? "There is no such command." : "A Workspace has at most 200 commands.");
            }
            commands.send(new AddEntry(stamp, entryId, Kind.COMMAND, workspace.id(), content));
        } else {
            if (known.get().deleted()) {
                commands.send(new UndeleteEntry(stamps.ofRequest(workspace.id()), entryId));
            }
            commands.send(new ReviseEntry(stamp, entryId, content, Versions.expected(ifMatch)));
        }
        boolean fresh = known.isEmpty() || known.get().deleted();
        return answer(fresh ? 201 : 200, present(workspace.id(), name));
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(@PathVariable String id, @PathVariable String name) {
        var workspace = usable(id);
        var row = present(workspace.id(), name);
        commands.send(new DeleteEntry(stamps.ofRequest(workspace.id()), row.id(), null));
        return ResponseEntity.noContent().build();
    }

    private Document checked(String name, CommandRequest asked, WorkspaceRow workspace) {
        var wrong = new Violations();
        var type = Objects.requireNonNullElse(asked.type(), "plain");
        wrong.check(name.matches("[a-z0-9][a-z0-9-]{0,39}"), "", "malformed", "1 to 40 of a-z, 0-9 and -.");
        wrong.check(Set.of("plain", "struct").contains(type), "/type", "unknown-value", "One of: plain, struct.");
        wrong.check(
                (asked.content() == null) != (asked.promptId() == null),
                "/content",
                "required",
                "Either a content or a prompt_id.");
        if (asked.content() != null) {
            boolean fits = !asked.content().isBlank()
                    && asked.content().length() <= LONGEST
                    && asked.content().indexOf('\0') < 0;
            wrong.check(fits, "/content", "malformed", "1 to " + LONGEST + " characters.");
        }
        if (asked.promptId() != null) {
            boolean there =
                    prompts.usable(asked.promptId(), null, workspace.owner()).isPresent();
            wrong.check(there, "/prompt_id", "unknown-prompt", "The owner of this Workspace may use no such prompt.");
        }
        wrong.throwIfAny();
        return new Document(type, asked.content(), asked.promptId());
    }

    private CommandView view(EntryRow row) {
        var document = stored.read(row);
        var variables = document.type().equals("struct") && document.content() != null
                ? List.copyOf(CommandText.variables(document.content()))
                : List.<String>of();
        return new CommandView(
                row.name(),
                document.type(),
                document.content(),
                document.promptId(),
                variables,
                row.version(),
                row.updatedAt());
    }

    private EntryRow present(String workspaceId, String name) {
        return stored.find(workspaceId, name).filter(row -> !row.deleted()).orElseThrow(Rejection::notFound);
    }

    private ResponseEntity<CommandView> answer(int status, EntryRow row) {
        return ResponseEntity.status(status).eTag(Versions.tag(row.version())).body(view(row));
    }

    private WorkspaceRow usable(String id) {
        var workspace = workspace(id, "workspaces:write");
        if (!workspace.isUsable()) {
            throw new Rejection(ProblemCode.WORKSPACE_DELETED, "Undelete the workspace first.");
        }
        return workspace;
    }

    private WorkspaceRow workspace(String id, String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return catalog.visible(id, principal);
    }
}
