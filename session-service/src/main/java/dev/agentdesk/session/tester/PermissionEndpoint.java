package dev.agentdesk.session.tester;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.permission.Policy;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.ToolCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the newest configuration of a Workspace, with the same rules that a turn is judged by. */
@RestController
final class PermissionEndpoint {

    private static final String PEER = "workspace-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final Workspaces workspaces;
    private final RestClient workspaceService;
    private final JsonMapper json;

    PermissionEndpoint(Workspaces workspaces, InternalCalls calls, JsonMapper json) {
        this.workspaces = workspaces;
        this.workspaceService = calls.to(PEER, ANSWER_WITHIN);
        this.json = json;
    }

    record PermissionQuestion(
            @Nullable String tool, @Nullable JsonNode input) {}

    /** One command of a bash line, or the whole call, and what was said to it. */
    record PermissionPart(String text, String decision, String rule) {}

    /**
     * What the policy says.
     *
     * @param decision {@code allow, ask, deny}: that of the strictest part
     * @param rule where it stands in the configuration, or which preset said it
     */
    record PermissionAnswer(String decision, String rule, long configVersion, List<PermissionPart> parts) {}

    private record Configured(long configVersion, JsonNode config) {}

    @PostMapping("/api/v1/workspaces/{workspaceId}/permissions/evaluate")
    PermissionAnswer evaluate(@PathVariable String workspaceId, @RequestBody PermissionQuestion question) {
        var principal = RequestContext.current().principal();
        principal.require("workspaces:read");
        var workspace = workspaces.visible(workspaceId, principal);
        var call = call(question);
        var configured = configuration(workspace.id());
        var policy = Policy.of(permissions(configured.config()));
        var ruling = policy.evaluate(call);
        var parts = policy.parts(call).stream()
                .map(part -> new PermissionPart(
                        part.text(), decision(part.ruling()), part.ruling().rule()))
                .toList();
        return new PermissionAnswer(decision(ruling), ruling.rule(), configured.configVersion(), parts);
    }

    private ToolCall call(PermissionQuestion question) {
        var wrong = new Violations();
        var tool = Objects.requireNonNullElse(question.tool(), "");
        wrong.check(tool.matches("[A-Za-z0-9_.:-]{1,128}"), "/tool", "required", "The name of a tool.");
        wrong.check(
                question.input() != null && question.input().isObject(),
                "/input",
                "required",
                "The input of the tool, an object.");
        wrong.throwIfAny();
        return new ToolCall(tool, json.convertValue(question.input(), MAP));
    }

    private Configured configuration(String workspaceId) {
        return Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(workspaceService
                        .get()
                        .uri("/internal/workspaces/{id}/config", workspaceId)
                        .retrieve()
                        .body(Configured.class)));
    }

    /** As a turn reads them: an engine that thinks starts out careful. */
    private Map<String, Object> permissions(JsonNode config) {
        if (!config.isObject()) {
            throw InvalidRequest.at("", "malformed", "The configuration can't be read.");
        }
        var map = new HashMap<String, Object>();
        if (config.path("permissions").isObject()) {
            map.putAll(json.convertValue(config.path("permissions"), MAP));
        }
        map.values().removeIf(Objects::isNull);
        boolean shell = config.path("engine").path("kind").asString("shell").equals("shell");
        map.putIfAbsent("preset", shell ? "open" : "careful");
        return map;
    }

    private static String decision(Ruling ruling) {
        return ruling.verdict().name().toLowerCase(Locale.ROOT);
    }
}
