package dev.agentdesk.trigger.webhook;

import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.connector.ConnectorAccess;
import dev.agentdesk.trigger.listing.Newest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connectors/{id}/rejections}: for the owner of the connector. */
@RestController
class RejectionEndpoint {

    private final Rejections rejections;
    private final ConnectorAccess connectors;

    RejectionEndpoint(Rejections rejections, ConnectorAccess connectors) {
        this.rejections = rejections;
        this.connectors = connectors;
    }

    @GetMapping("/api/v1/connectors/{connectorId}/rejections")
    Page<RejectionView> list(
            @PathVariable String connectorId,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        var principal = RequestContext.current().principal();
        principal.require("automation:read");
        connectors.owned(principal, connectorId);
        int most = Cursor.limit(limit, Page.MOST);
        var rows = rejections.page(connectorId, Newest.after(cursor), most + Newest.ONE_MORE);
        return Newest.page(rows, most, row -> new Newest(row.at(), row.id()), RejectionEndpoint::view);
    }

    private static RejectionView view(Rejections.Row row) {
        return new RejectionView(
                row.id(),
                row.at(),
                row.address(),
                row.method(),
                row.reason(),
                row.headerNames(),
                row.size(),
                row.count());
    }
}
