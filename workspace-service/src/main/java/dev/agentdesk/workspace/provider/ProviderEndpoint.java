package dev.agentdesk.workspace.provider;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Versions;
import dev.agentdesk.workspace.library.EntryCommand.AddEntry;
import dev.agentdesk.workspace.library.EntryCommand.DeleteEntry;
import dev.agentdesk.workspace.library.EntryCommand.ReviseEntry;
import dev.agentdesk.workspace.library.EntryCommand.UndeleteEntry;
import dev.agentdesk.workspace.library.EntryRow;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import java.net.URI;
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

/** {@code /api/v1/providers}: model providers, whose keys are written and never read. */
@RestController
@RequestMapping("/api/v1/providers")
final class ProviderEndpoint {

    private final Commands commands;
    private final Library library;
    private final ProviderForms forms;
    private final Stamps stamps;
    private final IdSource ids;

    ProviderEndpoint(Commands commands, Library library, ProviderForms forms, Stamps stamps, IdSource ids) {
        this.commands = commands;
        this.library = library;
        this.forms = forms;
        this.stamps = stamps;
        this.ids = ids;
    }

    @PostMapping
    ResponseEntity<ProviderView> create(@RequestBody ProviderRequest asked) {
        var principal = writer(asked);
        var id = ids.mint("prv");
        var stamp = stamps.ofRequest();
        var content = forms.added(asked, principal);
        commands.send(new AddEntry(stamp, id, Kind.PROVIDER, principal.account(), content));
        var row = library.visible(Kind.PROVIDER, id, principal);
        return ResponseEntity.created(URI.create("/api/v1/providers/" + id))
                .eTag(Versions.tag(row.version()))
                .body(view(row));
    }

    @GetMapping
    Page<ProviderView> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = library.list(Kind.PROVIDER, q, principal("library:read"), limit, cursor);
        return new Page<>(page.data().stream().map(this::view).toList(), page.nextCursor());
    }

    @GetMapping("/{id}")
    ResponseEntity<ProviderView> get(@PathVariable String id) {
        return answer(library.visible(Kind.PROVIDER, id, principal("library:read")));
    }

    @PatchMapping("/{id}")
    ResponseEntity<ProviderView> change(
            @PathVariable String id,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ProviderRequest asked) {
        var principal = writer(asked);
        var row = library.owned(Kind.PROVIDER, id, principal);
        var content = forms.changed(asked, row, principal);
        commands.send(new ReviseEntry(stamps.ofRequest(), id, content, Versions.expected(ifMatch)));
        return answer(library.visible(Kind.PROVIDER, id, principal));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        library.owned(Kind.PROVIDER, id, principal("library:write"));
        commands.send(new DeleteEntry(stamps.ofRequest(), id, Versions.expected(ifMatch)));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/undelete")
    ResponseEntity<ProviderView> undelete(@PathVariable String id) {
        var principal = principal("library:write");
        library.owned(Kind.PROVIDER, id, principal);
        commands.send(new UndeleteEntry(stamps.ofRequest(), id));
        return answer(library.visible(Kind.PROVIDER, id, principal));
    }

    private ProviderView view(EntryRow row) {
        return ProviderView.of(row, forms.document(row.document()));
    }

    private ResponseEntity<ProviderView> answer(EntryRow row) {
        return ResponseEntity.ok().eTag(Versions.tag(row.version())).body(view(row));
    }

    /** A key is a secret, and writing secrets is a right of its own. */
    private static Principal writer(ProviderRequest asked) {
        var principal = principal("library:write");
        if (asked.apiKey() != null) {
            principal.require("secrets:write");
        }
        return principal;
    }

    private static Principal principal(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
