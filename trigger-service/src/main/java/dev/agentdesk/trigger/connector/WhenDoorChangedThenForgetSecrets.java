package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorDeleted;
import dev.agentdesk.trigger.connector.ConnectorEvent.DoorChanged;
import org.springframework.stereotype.Component;

/** Removes secrets that are not active any more; all of them, with their key, once their connector is deleted. */
@Component
final class WhenDoorChangedThenForgetSecrets implements Process {

    private final ConnectorSecrets secrets;

    WhenDoorChangedThenForgetSecrets(ConnectorSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "when-door-changed-then-forget-secrets";
    }

    @Override
    public void on(Recorded recorded) {
        switch (recorded.event()) {
            case DoorChanged e -> secrets.forget(e.retired());
            case ConnectorDeleted e -> secrets.forgetAll(e.connectorId());
            default -> {}
        }
    }
}
