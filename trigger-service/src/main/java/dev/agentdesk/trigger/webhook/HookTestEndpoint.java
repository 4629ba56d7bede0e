package dev.agentdesk.trigger.webhook;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.connector.ConnectorAccess;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connectors/{id}/test}: whether a sender would get through. */
@RestController
class HookTestEndpoint {

    private final SampleSender sender;
    private final ConnectorAccess connectors;

    HookTestEndpoint(SampleSender sender, ConnectorAccess connectors) {
        this.sender = sender;
        this.connectors = connectors;
    }

    @PostMapping("/api/v1/connectors/{connectorId}/test")
    HookTestView test(@PathVariable String connectorId) {
        var principal = RequestContext.current().principal();
        principal.require("automation:write");
        var connector = connectors.owned(principal, connectorId);
        var door = connector.door();
        if (door == null) {
            throw new Rejection(ProblemCode.CONFLICT, "Only a webhook has a door that can be tested.");
        }
        var result = sender.send(connector, door);
        return new HookTestView(result.status(), result.deliveryId(), result.code(), result.url());
    }
}
