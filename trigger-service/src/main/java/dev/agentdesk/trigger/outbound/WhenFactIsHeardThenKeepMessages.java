package dev.agentdesk.trigger.outbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.trigger.access.WorkspaceAccess;
import dev.agentdesk.trigger.connector.Connectors;
import dev.agentdesk.trigger.subscription.Subscriptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps one message per fact and Subscription that asked for it; the offset is committed only then, so nothing is lost,
 * and a fact that is heard again leads to nothing, because the id of its message is derived.
 *
 * <p>Told is what happened after the Subscription was made, in Workspaces that its owner sees at that moment. What
 * belongs to no Workspace is told to administrators, of a connector also to its owner.
 */
@Component
final class WhenFactIsHeardThenKeepMessages implements FactListener {

    /** A receiver that feeds what it gets into a connector of ours counts as one more automation. */
    private static final int DEEPEST = 8;

    private final Subscriptions subscriptions;
    private final Messages messages;
    private final WorkspaceAccess workspaces;
    private final Connectors connectors;
    private final JsonMapper json;

    WhenFactIsHeardThenKeepMessages(
            Subscriptions subscriptions,
            Messages messages,
            WorkspaceAccess workspaces,
            Connectors connectors,
            JsonMapper json) {
        this.subscriptions = subscriptions;
        this.messages = messages;
        this.workspaces = workspaces;
        this.connectors = connectors;
        this.json = json;
    }

    @Override
    public String topic() {
        return Topics.TRIGGER;
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.TRIGGER, Topics.SESSION, Topics.WORKSPACE, Topics.ENVIRONMENT, Topics.ACCOUNT);
    }

    /** Of its own, so that a receiver's subscriptions never hold up what else is heard. */
    @Override
    public String group() {
        return "outbound";
    }

    @Override
    public void on(Fact fact) {
        if (fact.depth() > DEEPEST) {
            return;
        }
        var name = FactNames.of(fact.type());
        for (var subscription : subscriptions.told()) {
            if (!fact.at().isBefore(subscription.createdAt())
                    && subscription.settings().selection().takes(name, fact.type())
                    && isFor(subscription, fact)) {
                messages.keep(message(subscription, fact, name));
            }
        }
    }

    private boolean isFor(Subscriptions.Row subscription, Fact fact) {
        var within = subscription.settings().selection().workspaceIds();
        var workspace =
                fact.workspaceId() == null ? fact.data().path("workspace_id").asString("") : fact.workspaceId();
        if (workspace.isEmpty()) {
            return within.isEmpty() && (subscription.seesAll() || ownsConnector(subscription, fact));
        }
        return (within.isEmpty() || within.contains(workspace))
                && workspaces.isSeenBy(subscription.owner(), subscription.seesAll(), workspace);
    }

    private boolean ownsConnector(Subscriptions.Row subscription, Fact fact) {
        return connectors
                .find(fact.data().path("connector_id").asString(""))
                .filter(connector -> connector.owner().equals(subscription.owner()))
                .isPresent();
    }

    private Messages.Message message(Subscriptions.Row subscription, Fact fact, String name) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", name);
        body.put("timestamp", fact.at());
        body.put("id", fact.id());
        body.put("subject", fact.subject());
        if (fact.workspaceId() != null) {
            body.put("workspace_id", fact.workspaceId());
        }
        body.put("actor", Map.of("type", fact.actor().type(), "id", fact.actor().id()));
        body.put("correlation_id", fact.correlationId());
        body.put("data", fact.data());
        return new Messages.Message(
                Ids.derive("msg", fact.at(), subscription.id(), fact.id()),
                subscription.id(),
                fact.id(),
                name,
                json.writeValueAsString(body),
                fact.depth(),
                0);
    }
}
