package dev.agentdesk.trigger.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What the public door answered.
 *
 * @param code why it refused, if it did
 */
record HookTestView(
        int status, @Nullable String deliveryId, @Nullable String code, String url) {}
