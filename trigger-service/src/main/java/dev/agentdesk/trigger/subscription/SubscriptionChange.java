package dev.agentdesk.trigger.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings to replace; null leaves one as it is. */
public record SubscriptionChange(
        @Nullable Address address,
        @Nullable Selection selection,
        @Nullable List<String> secretIds,
        @Nullable Boolean enabled) {}
