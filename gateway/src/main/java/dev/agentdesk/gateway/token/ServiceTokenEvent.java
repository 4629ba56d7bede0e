package dev.agentdesk.gateway.token;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a service token. The token itself is nowhere; its SHA-256 is enough to know it.
 */
public sealed interface ServiceTokenEvent extends DomainEvent {

    String tokenId();

    @Override
    default String aggregateId() {
        return tokenId();
    }

    record ServiceTokenCreated(
            Stamp stamp,
            String tokenId,
            String accountId,
            String name,
            String digest,
            List<String> scopes,
            @Nullable List<String> workspaceIds,
            Instant expiresAt)
            implements ServiceTokenEvent {}

    record ServiceTokenRevoked(Stamp stamp, String tokenId) implements ServiceTokenEvent {}
}
