package dev.agentdesk.gateway.token;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything a caller may ask of a service token. */
public sealed interface ServiceTokenCommand extends Command {

    String NAME = "gateway.ServiceToken";

    Stamp stamp();

    String tokenId();

    @Override
    default String aggregateId() {
        return tokenId();
    }

    record CreateServiceToken(
            Stamp stamp,
            String tokenId,
            String accountId,
            String name,
            String digest,
            List<String> scopes,
            @Nullable List<String> workspaceIds,
            Instant expiresAt)
            implements ServiceTokenCommand {}

    /** By its owner or by an administrator; to anybody else the token does not exist. */
    record RevokeServiceToken(Stamp stamp, String tokenId, String accountId, boolean administrator)
            implements ServiceTokenCommand {}
}
