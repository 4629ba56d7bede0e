package dev.agentdesk.workspace.prompt;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Versions;
import dev.agentdesk.workspace.library.Content;
import dev.agentdesk.workspace.library.EntryCommand.AddEntry;
import dev.agentdesk.workspace.library.EntryCommand.DeleteEntry;
import dev.agentdesk.workspace.library.EntryCommand.ReviseEntry;
import dev.agentdesk.workspace.library.EntryCommand.UndeleteEntry;
import dev.agentdesk.workspace.library.EntryRow;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/prompts}. */
@RestController
@RequestMapping("/api/v1/prompts")
final class PromptEndpoint {

    private static final int LONGEST_NAME = 120;

    /** Prompts are text for a model's window. */
    private static final int LONGEST_TEXT = 256 * 1024;

    private final Commands commands;
    private final Library library;
    private final PromptTexts texts;
    private final Stamps stamps;
    private final IdSource ids;

    PromptEndpoint(Commands commands, Library library, PromptTexts texts, Stamps stamps, IdSource ids) {
        this.commands = commands;
        this.library = library;
        this.texts = texts;
        this.stamps = stamps;
        this.ids = ids;
    }

    record PromptRequest(
            @Nullable String name,
            @Nullable String text,
            @Nullable String visibility) {}

    record PromptView(
            String id,
            String name,
            String text,
            String visibility,
            String owner,
            long version,
            String createdBy,
            Instant createdAt,
            Instant updatedAt) {}

    @PostMapping
    ResponseEntity<PromptView> create(@RequestBody PromptRequest asked) {
        var principal = principal("library:write");
        var id = ids.mint("prm");
        var content = content(asked, null);
        commands.send(new AddEntry(stamps.ofRequest(), id, Kind.PROMPT, principal.account(), content));
        var row = library.visible(Kind.PROMPT, id, principal);
        return ResponseEntity.created(URI.create("/api/v1/prompts/" + id))
                .eTag(Versions.tag(row.version()))
                .body(view(row));
    }

    @GetMapping
    Page<PromptView> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = library.list(Kind.PROMPT, q, principal("library:read"), limit, cursor);
        return new Page<>(page.data().stream().map(this::view).toList(), page.nextCursor());
    }

    @GetMapping("/{id}")
    ResponseEntity<PromptView> get(@PathVariable String id) {
        return answer(library.visible(Kind.PROMPT, id, principal("library:read")));
    }

    @PatchMapping("/{id}")
    ResponseEntity<PromptView> change(
            @PathVariable String id,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PromptRequest asked) {
        var principal = principal("library:write");
        var row = library.owned(Kind.PROMPT, id, principal);
        commands.send(new ReviseEntry(stamps.ofRequest(), id, content(asked, row), Versions.expected(ifMatch)));
        return answer(library.visible(Kind.PROMPT, id, principal));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        library.owned(Kind.PROMPT, id, principal("library:write"));
        commands.send(new DeleteEntry(stamps.ofRequest(), id, Versions.expected(ifMatch)));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/undelete")
    ResponseEntity<PromptView> undelete(@PathVariable String id) {
        var principal = principal("library:write");
        library.owned(Kind.PROMPT, id, principal);
        commands.send(new UndeleteEntry(stamps.ofRequest(), id));
        return answer(library.visible(Kind.PROMPT, id, principal));
    }

    private Content content(PromptRequest asked, @Nullable EntryRow present) {
        var wrong = new Violations();
        var name = asked.name() != null ? asked.name() : present == null ? "" : present.name();
        var text = asked.text() != null ? asked.text() : present == null ? "" : texts.read(present.document());
        var visibility =
                asked.visibility() != null ? asked.visibility() : present == null ? "private" : present.visibility();
        boolean line =
                !name.isBlank() && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
        wrong.check(line, "/name", "required", "A name of 1 to " + LONGEST_NAME + " characters on one line.");
        boolean fits = !text.isBlank() && text.length() <= LONGEST_TEXT && text.indexOf('\0') < 0;
        wrong.check(fits, "/text", "required", "A text of 1 to " + LONGEST_TEXT + " characters.");
        if (visibility.equals("team")) {
            wrong.add("/visibility", "not-available", "There are no teams in this version.");
        } else {
            boolean known = Set.of("private", "public").contains(visibility);
            wrong.check(known, "/visibility", "unknown-value", "One of: private, public.");
        }
        wrong.throwIfAny();
        return new Content(name, visibility, texts.write(text), null);
    }

    private PromptView view(EntryRow row) {
        return new PromptView(
                row.id(),
                row.name(),
                texts.read(row.document()),
                row.visibility(),
                row.owner(),
                row.version(),
                row.createdBy(),
                row.createdAt(),
                row.updatedAt());
    }

    private ResponseEntity<PromptView> answer(EntryRow row) {
        return ResponseEntity.ok().eTag(Versions.tag(row.version())).body(view(row));
    }

    private static Principal principal(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
