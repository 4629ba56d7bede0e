package dev.agentdesk.terminal.access;

import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks workspace-service for what only it knows. */
@Component
public final class Neighbour {

    private static final String PEER = "workspace-service";

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final RestClient workspaces;

    Neighbour(InternalCalls calls) {
        this.workspaces = calls.to(PEER, ANSWER_WITHIN);
    }

    /** Empty if there is no such Workspace. */
    Optional<WorkspaceAccess> find(String idOrSlug) {
        return Asking.find(PEER, () -> get("/internal/workspaces/{id}", idOrSlug))
                .map(Neighbour::read);
    }

    /** The configuration in force, whole. */
    public JsonNode configuration(String workspaceId) {
        var answer = Asking.idempotent(PEER, () -> get("/internal/workspaces/{id}/config", workspaceId));
        return answer.has("config") ? answer.path("config") : answer;
    }

    private JsonNode get(String path, String id) {
        var answer = workspaces.get().uri(path, id).retrieve().body(JsonNode.class);
        return answer == null ? MissingNode.getInstance() : answer;
    }

    private static WorkspaceAccess read(JsonNode workspace) {
        return new WorkspaceAccess(
                workspace.path("id").asString(),
                workspace.path("slug").asString(""),
                workspace.path("principal_id").asString(""),
                workspace.path("owner").asString(""),
                workspace.path("visibility").asString("private"),
                workspace.path("grants").isArray() ? workspace.path("grants").toString() : "[]",
                workspace.path("deleted").asBoolean(false));
    }
}
