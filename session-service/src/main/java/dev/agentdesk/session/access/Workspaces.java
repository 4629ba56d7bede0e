package dev.agentdesk.session.access;

import static dev.agentdesk.contracts.ProblemCode.FORBIDDEN;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Workspaces that we know of. One that we don't is asked for before anybody hears that it does not exist; unknown
 * and not reachable is "unavailable", never "not found".
 */
public final class Workspaces {

    private static final String PEER = "workspace-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final TypeReference<List<Workspace.Grant>> GRANTS = new TypeReference<>() {};

    /** What workspace-service says of a Workspace; more than we need is ignored. */
    record Answer(
            String id,
            @Nullable String slug,
            String principalId,
            String owner,
            String visibility,
            @Nullable List<JsonNode> grants,
            @Nullable Boolean deleted) {

        Workspace workspace() {
            return new Workspace(
                    id,
                    slug == null ? id : slug,
                    principalId,
                    owner,
                    visibility,
                    given(),
                    Boolean.TRUE.equals(deleted));
        }

        private List<Workspace.Grant> given() {
            return grants == null
                    ? List.of()
                    : grants.stream()
                            .filter(JsonNode::isObject)
                            .map(it -> new Workspace.Grant(
                                    it.path("principal").asString(""),
                                    it.path("role").asString("")))
                            .toList();
        }
    }

    private final JdbcClient db;
    private final JsonMapper json;
    private final RestClient workspaceService;

    Workspaces(JdbcClient db, JsonMapper json, InternalCalls calls) {
        this.db = db;
        this.json = json;
        this.workspaceService = calls.to(PEER, ANSWER_WITHIN);
    }

    /** @throws Rejection not found, if it is absent or hidden from that principal */
    public Workspace visible(String idOrSlug, Principal principal) {
        return find(idOrSlug).filter(it -> it.visibleTo(principal)).orElseThrow(Rejection::notFound);
    }

    /** @throws Rejection not found as {@link #visible}; forbidden to those who may only look */
    public Workspace writable(String idOrSlug, Principal principal) {
        var workspace = visible(idOrSlug, principal);
        if (!workspace.writableBy(principal)) {
            throw new Rejection(FORBIDDEN, "You may look at this Workspace, not change it.");
        }
        return workspace;
    }

    public Optional<Workspace> find(String idOrSlug) {
        if (!Ids.isId("wrk", idOrSlug) && !idOrSlug.matches("[a-z0-9-]{2,40}")) {
            return Optional.empty();
        }
        return known(idOrSlug).or(() -> asked(idOrSlug));
    }

    /** Replaces all that was known of it. */
    public void keep(Workspace workspace) {
        db.sql("""
                        insert into workspace_access
                            (workspace_id, slug, principal_id, owner, visibility, grants, deleted)
                        values (:id, :slug, :principal, :owner, :visibility, cast(:grants as jsonb), :deleted)
                        on conflict (workspace_id) do update set slug = excluded.slug,
                            principal_id = excluded.principal_id, owner = excluded.owner,
                            visibility = excluded.visibility, grants = excluded.grants, deleted = excluded.deleted""")
                .param("id", workspace.id())
                .param("slug", workspace.slug())
                .param("principal", workspace.principalId())
                .param("owner", workspace.owner())
                .param("visibility", workspace.visibility())
                .param("grants", json.writeValueAsString(workspace.grants()))
                .param("deleted", workspace.deleted())
                .update();
        db.sql("insert into workspace_slot (workspace_id) values (:id) on conflict do nothing")
                .param("id", workspace.id())
                .update();
    }

    private Optional<Workspace> known(String idOrSlug) {
        return db.sql("select * from workspace_access where workspace_id = :id or slug = :id limit 1")
                .param("id", idOrSlug)
                .query(this::row)
                .optional();
    }

    private Optional<Workspace> asked(String idOrSlug) {
        var answer = Asking.find(
                        PEER,
                        () -> Objects.requireNonNull(workspaceService
                                .get()
                                .uri("/internal/workspaces/{id}", idOrSlug)
                                .retrieve()
                                .body(Answer.class)))
                .map(Answer::workspace);
        answer.ifPresent(this::keep);
        return answer;
    }

    private Workspace row(ResultSet row, int number) throws SQLException {
        return new Workspace(
                row.getString("workspace_id"),
                row.getString("slug"),
                row.getString("principal_id"),
                row.getString("owner"),
                row.getString("visibility"),
                json.readValue(row.getString("grants"), GRANTS),
                row.getBoolean("deleted"));
    }
}
