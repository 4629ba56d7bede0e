package dev.agentdesk.trigger.subscription;

import java.util.List;

/** What a Subscription sends where, and with which secrets it signs; the secrets are elsewhere. */
public record SubscriptionSettings(Address address, Selection selection, List<String> secretIds, boolean enabled) {

    public SubscriptionSettings {
        secretIds = List.copyOf(secretIds);
    }
}
