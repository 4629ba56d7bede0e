package dev.agentdesk.session.approval;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.permission.Policy;
import dev.agentdesk.session.permission.ToolCall;
import java.time.Duration;
import java.util.List;
import org.springframework.web.client.RestClient;

/**
 * Makes a decision a rule of the Workspace: exactly this call is allowed from the next turn on. Asking again adds
 * nothing, so that a decision which fails afterwards can be repeated.
 */
final class WorkspaceRules {

    private static final String PEER = "workspace-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    private record AllowedCall(String tool, String match) {}

    private record Remembered(List<AllowedCall> calls, String reason, dev.agentdesk.kit.event.Actor actor) {}

    private final RestClient workspaceService;

    WorkspaceRules(InternalCalls calls) {
        workspaceService = calls.to(PEER, ANSWER_WITHIN);
    }

    /** @throws InvalidRequest where no rule says exactly this call */
    void allow(ApprovalView approval, Principal principal) {
        var matches = Policy.exactly(new ToolCall(approval.tool(), approval.input()))
                .orElseThrow(() -> InvalidRequest.at(
                        "/remember",
                        "not-a-rule",
                        "No rule says exactly this call; decide once, or write a rule by hand."));
        var calls = matches.stream()
                .map(match -> new AllowedCall(approval.tool(), match))
                .toList();
        var remembered = new Remembered(calls, "remembered from " + approval.id(), principal.actor());
        Asking.idempotent(
                PEER,
                () -> workspaceService
                        .post()
                        .uri("/internal/workspaces/{id}/permission-rules", approval.workspaceId())
                        .body(remembered)
                        .retrieve()
                        .toBodilessEntity());
    }
}
