package dev.agentdesk.kit.security;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.problem.Rejection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the gateway (or a neighbour) has established it.
 *
 * @param type {@code user}, {@code token}, {@code workspace} or {@code service}
 * @param role {@code admin}, {@code member}, {@code viewer}; of a token that of its account
 * @param scopes what it may do; {@code admin} contains all
 * @param workspaceIds the only Workspaces that it may touch; null: no such limit
 * @param onBehalfOf the account behind a token or an automation
 */
public record Principal(
        String id,
        String type,
        String name,
        String role,
        List<String> scopes,
        @Nullable List<String> workspaceIds,
        @Nullable String onBehalfOf) {

    public static Principal service(String name) {
        return new Principal(name, "service", name, "admin", List.of("admin"), null, null);
    }

    public boolean isService() {
        return type.equals("service");
    }

    public boolean isAdmin() {
        return role.equals("admin");
    }

    public boolean has(String scope) {
        return scopes.contains("admin") || scopes.contains(scope);
    }

    /** @throws Rejection 403 naming the missing scope */
    public void require(String scope) {
        if (!has(scope)) {
            throw new Rejection(
                    ProblemCode.FORBIDDEN, "This needs the scope " + scope + ".", Map.of("required_scope", scope));
        }
    }

    /** @throws Rejection 403 unless another service asks */
    public void requireService() {
        if (!isService()) {
            throw new Rejection(ProblemCode.FORBIDDEN, "Only services of the platform may ask this.");
        }
    }

    /** The account whose rights count: the one behind a token, else the principal itself. */
    public String account() {
        return onBehalfOf == null ? id : onBehalfOf;
    }

    /** Whether the limit of a token to some Workspaces leaves this one. */
    public boolean reaches(String workspaceId) {
        return workspaceIds == null || workspaceIds.contains(workspaceId);
    }

    public Actor actor() {
        return new Actor(type.equals("service") ? "platform" : type, id, onBehalfOf);
    }
}
