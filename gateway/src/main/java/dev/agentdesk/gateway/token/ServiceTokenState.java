package dev.agentdesk.gateway.token;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.token.ServiceTokenCommand.CreateServiceToken;
import dev.agentdesk.gateway.token.ServiceTokenCommand.RevokeServiceToken;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenCreated;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenRevoked;
import dev.agentdesk.kit.problem.Rejection;
import java.util.List;

/**
 * The rules of a service token: made once, revoked once, never changed and never made valid again.
 *
 * <p>Pure. {@link #decide} may refuse and changes nothing; {@link #evolve} accepts every fact.
 */
sealed interface ServiceTokenState {

    static ServiceTokenState initial() {
        return new Unknown();
    }

    List<ServiceTokenEvent> decide(ServiceTokenCommand command);

    ServiceTokenState evolve(ServiceTokenEvent event);

    record Unknown() implements ServiceTokenState {

        @Override
        public List<ServiceTokenEvent> decide(ServiceTokenCommand command) {
            return switch (command) {
                case CreateServiceToken create -> List.of(created(create));
                case RevokeServiceToken revoke -> throw Rejection.notFound();
            };
        }

        @Override
        public ServiceTokenState evolve(ServiceTokenEvent event) {
            if (event instanceof ServiceTokenCreated created) {
                return new Valid(created.accountId(), created.digest());
            }
            throw new IllegalStateException("the history does not begin with the creation of the token");
        }
    }

    record Valid(String accountId, String digest) implements ServiceTokenState {

        @Override
        public List<ServiceTokenEvent> decide(ServiceTokenCommand command) {
            return switch (command) {
                case CreateServiceToken create -> repeated(create, digest);
                case RevokeServiceToken revoke -> {
                    checkOwner(revoke, accountId);
                    yield List.of(new ServiceTokenRevoked(revoke.stamp(), revoke.tokenId()));
                }
            };
        }

        @Override
        public ServiceTokenState evolve(ServiceTokenEvent event) {
            return event instanceof ServiceTokenRevoked ? new Revoked(accountId, digest) : this;
        }
    }

    record Revoked(String accountId, String digest) implements ServiceTokenState {

        @Override
        public List<ServiceTokenEvent> decide(ServiceTokenCommand command) {
            return switch (command) {
                case CreateServiceToken create -> repeated(create, digest);
                case RevokeServiceToken revoke -> {
                    checkOwner(revoke, accountId);
                    yield List.of();
                }
            };
        }

        @Override
        public ServiceTokenState evolve(ServiceTokenEvent event) {
            return this;
        }
    }

    private static ServiceTokenCreated created(CreateServiceToken create) {
        return new ServiceTokenCreated(
                create.stamp(),
                create.tokenId(),
                create.accountId(),
                create.name(),
                create.digest(),
                create.scopes(),
                create.workspaceIds(),
                create.expiresAt());
    }

    /** The secret of a repeat is another one: what the first caller got can't be shown again. */
    private static List<ServiceTokenEvent> repeated(CreateServiceToken create, String digest) {
        if (create.digest().equals(digest)) {
            return List.of();
        }
        throw new Rejection(ProblemCode.ID_REUSED, "This token was made already; its secret is shown only once.");
    }

    private static void checkOwner(RevokeServiceToken revoke, String accountId) {
        if (!revoke.administrator() && !revoke.accountId().equals(accountId)) {
            throw Rejection.notFound();
        }
    }
}
