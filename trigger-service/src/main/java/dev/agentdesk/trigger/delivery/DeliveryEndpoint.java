package dev.agentdesk.trigger.delivery;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.ActiveContentHeaders;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.connector.ConnectorAccess;
import dev.agentdesk.trigger.listing.Newest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connectors/{id}/deliveries} and {@code /api/v1/deliveries}. */
@RestController
@RequestMapping("/api/v1")
class DeliveryEndpoint {

    private static final Set<String> STATUSES =
            Set.of("received", "routed", "matched_nothing", "duplicate", "conflict", "failed", "dead");

    private final Deliveries deliveries;
    private final DeliveryHistory history;
    private final ConnectorAccess connectors;

    DeliveryEndpoint(Deliveries deliveries, DeliveryHistory history, ConnectorAccess connectors) {
        this.deliveries = deliveries;
        this.history = history;
        this.connectors = connectors;
    }

    @GetMapping("/connectors/{connectorId}/deliveries")
    Page<DeliveryView> list(
            @PathVariable String connectorId,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        var principal = caller();
        connectors.seen(principal, connectorId);
        if (status != null && !STATUSES.contains(status)) {
            throw InvalidRequest.at("?status", "unknown-value", "There is no such status of a delivery.");
        }
        int most = Cursor.limit(limit, Page.MOST);
        var rows = deliveries.page(principal, connectorId, status, Newest.after(cursor), most + Newest.ONE_MORE);
        var verdicts = deliveries.verdicts(
                principal, rows.stream().map(Deliveries.Row::id).toList());
        return Newest.page(
                rows,
                most,
                row -> new Newest(row.receivedAt(), row.id()),
                row -> DeliveryView.of(row, verdicts.getOrDefault(row.id(), List.of()), List.of(), null, List.of()));
    }

    @GetMapping("/deliveries/{id}")
    DeliveryView get(@PathVariable String id) {
        var principal = caller();
        var row = seen(principal, id);
        var verdicts = deliveries.verdicts(principal, List.of(id)).getOrDefault(id, List.of());
        return DeliveryView.of(
                row, verdicts, history.grounds(id), history.http(id).orElse(null), deliveries.replays(id));
    }

    /** Exactly what came, to be downloaded and never run. */
    @GetMapping("/deliveries/{id}/body")
    ResponseEntity<byte[]> body(@PathVariable String id, HttpServletResponse response) {
        var event = history.event(seen(caller(), id).id())
                .orElseThrow(() -> new Rejection(ProblemCode.GONE, "The content of this delivery was erased."));
        ActiveContentHeaders.set(response, id);
        return ResponseEntity.ok()
                .contentType(event.isJson() ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_OCTET_STREAM)
                .body(event.data());
    }

    private Deliveries.Row seen(Principal principal, String id) {
        return deliveries.seen(principal, id).orElseThrow(Rejection::notFound);
    }

    private static Principal caller() {
        var principal = RequestContext.current().principal();
        principal.require("automation:read");
        return principal;
    }
}
