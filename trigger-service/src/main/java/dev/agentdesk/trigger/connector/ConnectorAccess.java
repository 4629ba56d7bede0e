package dev.agentdesk.trigger.connector;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import org.springframework.stereotype.Component;

/** The one place that decides whether a principal may see or change a Connector. */
@Component
public class ConnectorAccess {

    private final Connectors connectors;

    ConnectorAccess(Connectors connectors) {
        this.connectors = connectors;
    }

    /** @throws Rejection 404 if there is none, or none for this principal */
    public Connectors.Row seen(Principal principal, String id) {
        return connectors.seen(principal, id).orElseThrow(Rejection::notFound);
    }

    /**
     * A Connector that is the principal's own: its routes see whatever comes in by it.
     *
     * @throws Rejection 403 if the principal only sees it
     */
    public Connectors.Row owned(Principal principal, String id) {
        var connector = seen(principal, id);
        if (!owns(principal, connector)) {
            throw new Rejection(ProblemCode.FORBIDDEN, "Only its owner and administrators may change a connector.");
        }
        return connector;
    }

    /** Whether everything that comes in by the Connector is the principal's to see. */
    public static boolean owns(Principal principal, Connectors.Row connector) {
        return principal.isAdmin() || connector.owner().equals(principal.account());
    }
}
