package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where session-service has its tools run. */
@RestController
@RequestMapping("/internal/environments/{workspaceId}")
class ToolEndpoint {

    private final Executions executions;
    private final Outputs outputs;

    ToolEndpoint(Executions executions, Outputs outputs) {
        this.executions = executions;
        this.outputs = outputs;
    }

    @PostMapping("/tools")
    ToolOutcome run(@PathVariable String workspaceId, @RequestBody ToolRequest request) {
        check(workspaceId);
        request.check();
        return executions.run(workspaceId, request);
    }

    /** @param toolUseIds whose outcomes are asked for; all where absent */
    record FenceRequest(
            String sessionId, long turnGeneration, @Nullable List<String> toolUseIds) {}

    @PostMapping("/fence")
    Map<String, List<ToolOutcome>> fence(@PathVariable String workspaceId, @RequestBody FenceRequest request) {
        check(workspaceId);
        if (request.sessionId() == null || !Ids.isId("ses", request.sessionId())) {
            throw InvalidRequest.at("/session_id", "malformed", "Not a session id.");
        }
        var asked = request.toolUseIds() == null ? List.<String>of() : request.toolUseIds();
        return Map.of("tools", executions.fence(workspaceId, request.sessionId(), request.turnGeneration(), asked));
    }

    @PostMapping("/tools/{toolUseId}/cancel")
    Map<String, String> cancel(@PathVariable String workspaceId, @PathVariable String toolUseId) {
        check(workspaceId);
        executions.cancel(workspaceId, toolUseId);
        return Map.of("tool_use_id", toolUseId);
    }

    @GetMapping("/outputs/{sha256}")
    void output(
            @PathVariable String workspaceId,
            @PathVariable String sha256,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        check(workspaceId);
        outputs.send(outputs.named(workspaceId, sha256), request, response);
    }

    private static void check(String workspaceId) {
        RequestContext.current().principal().requireService();
        if (!Ids.isId("wrk", workspaceId)) {
            throw Rejection.notFound();
        }
    }
}
