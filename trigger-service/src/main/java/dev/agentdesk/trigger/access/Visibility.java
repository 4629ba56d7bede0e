package dev.agentdesk.trigger.access;

import dev.agentdesk.kit.security.Principal;
import java.util.List;
import java.util.Map;

/**
 * The row filter of every list and every read: which Workspaces a principal may see. Denies by default.
 *
 * <p>Seen are one's own, those that were shared, public ones, and all by administrators and services; never one outside
 * of the limit of a token.
 */
public final class Visibility {

    /** A condition on a row with the alias {@code a} of {@code workspace_access}; needs {@link #of}. */
    public static final String SEES = """
            ((:seesAll or a.owner = :account or a.visibility = 'public'
              or exists (select 1 from workspace_grant g
                         where g.workspace_id = a.workspace_id and g.principal = :account))
             and (not :limited or a.workspace_id = any(:reach)))""";

    /** A condition on a row with the alias {@code c} of {@code connector}: it is one's own. Needs {@link #of}. */
    public static final String OWNS = "(:seesAll or c.owner = :account)";

    private Visibility() {}

    /** The parameters of {@link #SEES} and {@link #OWNS}. */
    public static Map<String, Object> of(Principal principal) {
        var reach = principal.workspaceIds();
        return Map.of(
                "seesAll", principal.isAdmin(),
                "account", principal.account(),
                "limited", reach != null,
                "reach", (reach == null ? List.<String>of() : reach).toArray(String[]::new));
    }
}
