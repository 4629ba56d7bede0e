package dev.agentdesk.gateway.visibility;

import dev.agentdesk.kit.security.Principal;
import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The same rule as {@link KnownWorkspace#visibleTo}, as a condition of a query; the table with a {@code workspace_id}
 * has to be named {@code s}. What belongs to no Workspace is left to the caller's other rights.
 */
public final class Visible {

    public static final String CONDITION = """
             (s.workspace_id is null
                 or (cast(:only as text) is null or s.workspace_id = any(string_to_array(:only, ' ')))
                     and (:all or exists (select 1 from workspace_access a where a.workspace_id = s.workspace_id
                         and (a.owner = :account or a.visibility = 'public' or a.principal_id = :principal
                             or a.grants @> jsonb_build_array(
                                 jsonb_build_object('principal', cast(:account as text)))))))
            """;

    private Visible() {}

    /** Binds the caller to the condition. */
    public static StatementSpec to(Principal principal, StatementSpec sql) {
        var only = principal.workspaceIds();
        return sql.param("only", only == null ? null : String.join(" ", only), Types.VARCHAR)
                .param("all", principal.isService() || principal.isAdmin())
                .param("account", principal.account())
                .param("principal", principal.id());
    }
}
