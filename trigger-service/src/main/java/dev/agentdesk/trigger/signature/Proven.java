package dev.agentdesk.trigger.signature;

import org.jspecify.annotations.Nullable;

/** What a look at the proof of a request came to. */
public sealed interface Proven {

    /** @param secretId which secret matched; null where the scheme needs none */
    record Accepted(@Nullable String secretId) implements Proven {}

    /** @param reason one of a closed list, for the owner of the connector; the sender never learns it */
    record Refused(String reason) implements Proven {}
}
