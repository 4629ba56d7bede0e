package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Versions;
import dev.agentdesk.trigger.connector.ConnectorCommand.CreateConnector;
import dev.agentdesk.trigger.connector.ConnectorCommand.DeleteConnector;
import dev.agentdesk.trigger.connector.ConnectorCommand.EditConnector;
import dev.agentdesk.trigger.listing.Newest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
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

/** {@code /api/v1/connectors}. */
@RestController
@RequestMapping("/api/v1/connectors")
class ConnectorEndpoint {

    private final Commands commands;
    private final Connectors connectors;
    private final ConnectorAccess access;
    private final Stamps stamps;
    private final IdSource ids;

    ConnectorEndpoint(Commands commands, Connectors connectors, ConnectorAccess access, Stamps stamps, IdSource ids) {
        this.commands = commands;
        this.connectors = connectors;
        this.access = access;
        this.stamps = stamps;
        this.ids = ids;
    }

    @PostMapping
    ResponseEntity<ConnectorView> create(@RequestBody ConnectorRequest body) {
        var principal = caller("automation:write");
        var asked = body.checkedAsNew();
        var id = ids.mint("con");
        var intake = new Intake(entries(asked.sources()), entries(asked.types()));
        commands.send(new CreateConnector(
                stamps.ofRequest(),
                id,
                Objects.requireNonNull(asked.name()),
                intake,
                !Boolean.FALSE.equals(asked.enabled())));
        var created = access.seen(principal, id);
        return ResponseEntity.created(URI.create("/api/v1/connectors/" + id))
                .eTag(Versions.tag(created.version()))
                .body(ConnectorView.of(created));
    }

    @GetMapping
    Page<ConnectorView> list(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        int most = Cursor.limit(limit, Page.MOST);
        var rows = connectors.page(caller("automation:read"), Newest.after(cursor), most + Newest.ONE_MORE);
        return Newest.page(rows, most, row -> new Newest(row.createdAt(), row.id()), ConnectorView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<ConnectorView> get(@PathVariable String id) {
        return answer(access.seen(caller("automation:read"), id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<ConnectorView> edit(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ConnectorRequest body) {
        var principal = caller("automation:write");
        access.owned(principal, id);
        var asked = body.checkedAsEdit();
        commands.send(new EditConnector(
                stamps.ofRequest(),
                id,
                Versions.expected(ifMatch),
                asked.name(),
                asked.sources() == null ? null : entries(asked.sources()),
                asked.types() == null ? null : entries(asked.types()),
                asked.enabled()));
        return answer(access.seen(principal, id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        access.owned(caller("automation:write"), id);
        commands.send(new DeleteConnector(stamps.ofRequest(), id, Versions.expected(ifMatch)));
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<ConnectorView> answer(Connectors.Row row) {
        return ResponseEntity.ok().eTag(Versions.tag(row.version())).body(ConnectorView.of(row));
    }

    private static Principal caller(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }

    /** Checked entries are never null. */
    private static List<String> entries(@Nullable List<@Nullable String> checked) {
        return checked == null
                ? List.of()
                : checked.stream().map(Objects::requireNonNull).toList();
    }
}
