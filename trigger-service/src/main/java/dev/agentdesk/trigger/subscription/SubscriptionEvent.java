package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import java.util.List;

/** Everything that can have happened to a {@link Subscription}; private to this service. Addresses are sealed. */
public sealed interface SubscriptionEvent extends DomainEvent {

    String subscriptionId();

    @Override
    default String aggregateId() {
        return subscriptionId();
    }

    /** Sealed. */
    record SubscriptionCreated(Stamp stamp, String subscriptionId, boolean seesAll, SubscriptionSettings settings)
            implements SubscriptionEvent {}

    /** Sealed. */
    record AddressReplaced(Stamp stamp, String subscriptionId, Address address) implements SubscriptionEvent {}

    record SelectionChosen(Stamp stamp, String subscriptionId, Selection selection) implements SubscriptionEvent {}

    /** @param retired secrets that are not active any more */
    record SecretsReplaced(Stamp stamp, String subscriptionId, List<String> secretIds, List<String> retired)
            implements SubscriptionEvent {}

    record SubscriptionEnabled(Stamp stamp, String subscriptionId) implements SubscriptionEvent {}

    record SubscriptionDisabled(Stamp stamp, String subscriptionId) implements SubscriptionEvent {}

    record SubscriptionPaused(Stamp stamp, String subscriptionId, PauseCode code) implements SubscriptionEvent {}

    /** What waited is sent now. */
    record SubscriptionResumed(Stamp stamp, String subscriptionId) implements SubscriptionEvent {}

    record SubscriptionDeleted(Stamp stamp, String subscriptionId) implements SubscriptionEvent {}

    /** Stands where a sealed event was whose key is destroyed. */
    record Erased(Stamp stamp, String subscriptionId, String was) implements SubscriptionEvent {}
}
