package dev.agentdesk.gateway.token;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;

/** The right to what belongs to the whole instance: a token that is limited to some Workspaces never has it. */
public final class InstanceRights {

    private InstanceRights() {}

    /** @throws Rejection 403, naming the scope where that is what is missing */
    public static void require(Principal principal, String scope) {
        principal.require(scope);
        if (principal.workspaceIds() != null) {
            throw new Rejection(ProblemCode.FORBIDDEN, "A token that is limited to some Workspaces may not do this.");
        }
    }
}
