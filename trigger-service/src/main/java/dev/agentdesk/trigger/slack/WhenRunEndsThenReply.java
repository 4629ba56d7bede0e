package dev.agentdesk.trigger.slack;

import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.connector.Connectors;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFinished;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunRefused;
import dev.agentdesk.trigger.delivery.DeliveryHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sees to it that the end of a run that began in a thread of Slack is told there, if its connector has a token. */
@Component
final class WhenRunEndsThenReply implements Process {

    private final Replies replies;
    private final DeliveryHistory history;
    private final Connectors connectors;

    WhenRunEndsThenReply(Replies replies, DeliveryHistory history, Connectors connectors) {
        this.replies = replies;
        this.history = history;
        this.connectors = connectors;
    }

    @Override
    public String name() {
        return "when-run-ends-then-reply";
    }

    @Override
    public void on(Recorded recorded) {
        switch (recorded.event()) {
            case RunFinished e -> reply(e.deliveryId(), e.runId(), e.sessionId(), e.turnId(), null);
            case RunRefused e -> reply(e.deliveryId(), e.runId(), null, null, e.code());
            case RunFailed e -> reply(e.deliveryId(), e.runId(), null, null, e.code());
            default -> {}
        }
    }

    private void reply(
            String deliveryId,
            String runId,
            @Nullable String sessionId,
            @Nullable String turnId,
            @Nullable String code) {
        history.received(deliveryId)
                .filter(received -> "slack".equals(received.arrival().scheme()))
                .flatMap(received -> connectors.find(received.arrival().connectorId()))
                .filter(connector -> connector.kind().equals("slack")
                        && connector.door() != null
                        && connector.door().replySecretId() != null)
                .ifPresent(connector ->
                        replies.keep(new Replies.Reply(runId, deliveryId, connector.id(), sessionId, turnId, code, 0)));
    }
}
