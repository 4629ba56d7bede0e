package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import org.jspecify.annotations.Nullable;

/** Everything that may be asked of a {@link Subscription}. */
public sealed interface SubscriptionCommand extends Command {

    /** The name under which these commands travel. */
    String NAME = "subscription";

    Stamp stamp();

    String subscriptionId();

    @Override
    default String aggregateId() {
        return subscriptionId();
    }

    /** @param seesAll its owner is an administrator: it may tell of all Workspaces, and of what belongs to none */
    record CreateSubscription(Stamp stamp, String subscriptionId, boolean seesAll, SubscriptionSettings settings)
            implements SubscriptionCommand {}

    /** @param expectedVersion the version that the caller has seen; null to overwrite whatever is there */
    record EditSubscription(
            Stamp stamp, String subscriptionId, @Nullable Long expectedVersion, SubscriptionChange change)
            implements SubscriptionCommand {}

    /** Nothing is sent until somebody enables it again; what happens meanwhile waits. */
    record PauseSubscription(Stamp stamp, String subscriptionId, PauseCode code) implements SubscriptionCommand {}

    record DeleteSubscription(
            Stamp stamp, String subscriptionId, @Nullable Long expectedVersion) implements SubscriptionCommand {}
}
