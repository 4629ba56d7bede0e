package dev.agentdesk.gateway.visibility;

import dev.agentdesk.contracts.workspace.v1.Grant;
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
    private static final TypeReference<List<Grant>> GRANTS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;
    private final RestClient workspaceService;

    public Workspaces(JdbcClient db, JsonMapper json, InternalCalls calls) {
        this.db = db;
        this.json = json;
        this.workspaceService = calls.to(PEER, ANSWER_WITHIN);
    }

    /** What workspace-service says of a Workspace; more than we need is ignored. */
    record Answer(
            String id,
            @Nullable String slug,
            String principalId,
            String owner,
            String visibility,
            @Nullable List<JsonNode> grants,
            @Nullable Boolean deleted) {

        KnownWorkspace workspace() {
            return new KnownWorkspace(
                    id,
                    slug == null ? id : slug,
                    principalId,
                    owner,
                    visibility,
                    given(),
                    Boolean.TRUE.equals(deleted));
        }

        private List<Grant> given() {
            return grants == null
                    ? List.of()
                    : grants.stream()
                            .filter(JsonNode::isObject)
                            .map(it -> new Grant(
                                    it.path("principal").asString(""),
                                    it.path("role").asString("")))
                            .toList();
        }
    }

    /** @throws Rejection not found, if it is absent or hidden from that principal */
    public KnownWorkspace visible(String idOrSlug, Principal principal) {
        return find(idOrSlug).filter(it -> it.visibleTo(principal)).orElseThrow(Rejection::notFound);
    }

    public Optional<KnownWorkspace> find(String idOrSlug) {
        if (!Ids.isId("wrk", idOrSlug) && !isSlug(idOrSlug)) {
            return Optional.empty();
        }
        return known(idOrSlug).or(() -> ask(idOrSlug));
    }

    /** The Workspace whose principal this is, among those that we know. */
    public Optional<KnownWorkspace> ofPrincipal(String principalId) {
        return db.sql("select * from workspace_access where principal_id = :id")
                .param("id", principalId)
                .query(this::row)
                .optional();
    }

    /** Asks for what is in force now and keeps it. */
    public Optional<KnownWorkspace> ask(String idOrSlug) {
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

    /** Replaces all that was known of it. */
    public void keep(KnownWorkspace workspace) {
        db.sql("""
                insert into workspace_access (workspace_id, slug, principal_id, owner, visibility, grants, deleted)
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
    }

    private static boolean isSlug(String text) {
        return text.length() >= 2
                && text.length() <= 40
                && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    private Optional<KnownWorkspace> known(String idOrSlug) {
        return db.sql("select * from workspace_access where workspace_id = :id or slug = :id limit 1")
                .param("id", idOrSlug)
                .query(this::row)
                .optional();
    }

    private KnownWorkspace row(ResultSet row, int number) throws SQLException {
        return new KnownWorkspace(
                row.getString("workspace_id"),
                row.getString("slug"),
                row.getString("principal_id"),
                row.getString("owner"),
                row.getString("visibility"),
                json.readValue(row.getString("grants"), GRANTS),
                row.getBoolean("deleted"));
    }
}
