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
import dev.agentdesk.trigger.signature.Secret;
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
    private final ConnectorSecrets secrets;
    private final PublicDoor door;
    private final Stamps stamps;
    private final IdSource ids;

    ConnectorEndpoint(
            Commands commands,
            Connectors connectors,
            ConnectorAccess access,
            ConnectorSecrets secrets,
            PublicDoor door,
            Stamps stamps,
            IdSource ids) {
        this.commands = commands;
        this.connectors = connectors;
        this.access = access;
        this.secrets = secrets;
        this.door = door;
        this.stamps = stamps;
        this.ids = ids;
    }

    @PostMapping
    ResponseEntity<ConnectorView> create(@RequestBody ConnectorRequest body) {
        var principal = caller("automation:write");
        var kind = body.checkedAsNew();
        var id = ids.mint("con");
        var intake = new Intake(entries(body.sources()), entries(body.types()));
        commands.send(new CreateConnector(
                stamps.ofRequest(),
                id,
                kind,
                Objects.requireNonNull(body.name()),
                intake,
                kind == ConnectorKind.KAFKA ? null : door(principal, id, body, null),
                !Boolean.FALSE.equals(body.enabled())));
        var created = access.seen(principal, id);
        return ResponseEntity.created(URI.create("/api/v1/connectors/" + id))
                .eTag(Versions.tag(created.version()))
                .body(view(principal, created));
    }

    @GetMapping
    Page<ConnectorView> list(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        int most = Cursor.limit(limit, Page.MOST);
        var principal = caller("automation:read");
        var rows = connectors.page(principal, Newest.after(cursor), most + Newest.ONE_MORE);
        return Newest.page(rows, most, row -> new Newest(row.createdAt(), row.id()), row -> view(principal, row));
    }

    @GetMapping("/{id}")
    ResponseEntity<ConnectorView> get(@PathVariable String id) {
        var principal = caller("automation:read");
        return answer(principal, access.seen(principal, id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<ConnectorView> edit(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ConnectorRequest body) {
        var principal = caller("automation:write");
        var present = access.owned(principal, id);
        body.checkedAsEdit(present);
        commands.send(new EditConnector(
                stamps.ofRequest(),
                id,
                Versions.expected(ifMatch),
                body.name(),
                body.sources() == null ? null : entries(body.sources()),
                body.types() == null ? null : entries(body.types()),
                body.hasDoor() ? door(principal, id, body, present.door()) : null,
                body.enabled()));
        return answer(principal, access.seen(principal, id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        access.owned(caller("automation:write"), id);
        commands.send(new DeleteConnector(stamps.ofRequest(), id, Versions.expected(ifMatch)));
        return ResponseEntity.noContent().build();
    }

    /** Keeps the secrets before the event that names them. */
    private Door door(Principal principal, String connectorId, ConnectorRequest body, @Nullable Door present) {
        var given = entries(body.secrets()).stream()
                .map(value -> new Secret(ids.mint("sec"), value))
                .toList();
        secrets.keep(connectorId, principal.id(), given);
        return body.door(
                present, given.stream().map(Secret::id).toList(), token(principal, connectorId, body.botToken()));
    }

    /** An empty one removes what is there. */
    private @Nullable String token(Principal principal, String connectorId, @Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        var secret = new Secret(ids.mint("sec"), token);
        secrets.keep(connectorId, principal.id(), List.of(secret));
        return secret.id();
    }

    private ResponseEntity<ConnectorView> answer(Principal principal, Connectors.Row row) {
        return ResponseEntity.ok().eTag(Versions.tag(row.version())).body(view(principal, row));
    }

    /** When which secret was used is for those who may change it. */
    private ConnectorView view(Principal principal, Connectors.Row row) {
        boolean own = row.door() != null && ConnectorAccess.owns(principal, row);
        return ConnectorView.of(
                row, door.ingestUrl(row.id()), own ? secrets.shown(Objects.requireNonNull(row.door())) : List.of());
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
