package dev.agentdesk.gateway.token;

import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.digest.Digests;
import dev.agentdesk.gateway.token.ServiceTokenCommand.CreateServiceToken;
import dev.agentdesk.gateway.token.ServiceTokenCommand.RevokeServiceToken;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamp;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The service tokens of this instance: made, shown, recognised, revoked.
 *
 * <p>The text of a token exists where it is made and where it is shown by its holder, nowhere between.
 */
public final class Tokens {

    private final Commands commands;
    private final TokenRegister register;
    private final OpenConnections connections;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    public Tokens(Commands commands, TokenRegister register, OpenConnections connections, Clock clock) {
        this.commands = commands;
        this.register = register;
        this.connections = connections;
        this.clock = clock;
    }

    /** What a token shall be. */
    public record Wanted(
            String accountId,
            String name,
            List<String> scopes,
            @Nullable List<String> workspaceIds,
            Instant expiresAt) {}

    /** Makes a token and returns its text, for the only time. */
    public String make(Stamp stamp, String tokenId, Wanted wanted) {
        var text = TokenText.random(chance);
        commands.send(new CreateServiceToken(
                stamp,
                tokenId,
                wanted.accountId(),
                wanted.name(),
                Digests.of(text),
                wanted.scopes(),
                wanted.workspaceIds(),
                wanted.expiresAt()));
        return text;
    }

    /** Ends the token for good, and here at once what it holds open; a repeat is a success. */
    public void revoke(Stamp stamp, String tokenId, String accountId, boolean administrator) {
        commands.send(new RevokeServiceToken(stamp, tokenId, accountId, administrator));
        connections.endOf(tokenId::equals);
    }

    /** The token of this text if it is valid now. */
    public Optional<KnownToken> find(String text) {
        return TokenText.isWellFormed(text) ? register.find(Digests.of(text), clock.instant()) : Optional.empty();
    }

    /** Those of the ids that are tokens and valid now. */
    public Set<String> valid(Collection<String> ids) {
        return register.valid(ids, clock.instant());
    }
}
