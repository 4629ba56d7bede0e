package dev.agentdesk.session.runner;

import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import java.time.Duration;
import java.util.Objects;
import org.springframework.web.client.RestClient;

/** Asks workspace-service what a turn runs with. Asking again is harmless. */
final class Configurations {

    private static final String PEER = "workspace-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    private record Question(String sessionId, String turnId) {}

    private final RestClient workspaceService;

    Configurations(InternalCalls calls) {
        workspaceService = calls.to(PEER, ANSWER_WITHIN);
    }

    /** Starts the Workspace if it is stopped and may be started. */
    TurnContext ask(String workspaceId, String sessionId, String turnId) {
        return Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(workspaceService
                        .post()
                        .uri("/internal/workspaces/{id}/turn-context", workspaceId)
                        .body(new Question(sessionId, turnId))
                        .retrieve()
                        .body(TurnContext.class)));
    }

    TurnContext.Versioned version(String workspaceId, int version) {
        return Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(workspaceService
                        .get()
                        .uri("/internal/workspaces/{id}/config?version={version}", workspaceId, version)
                        .retrieve()
                        .body(TurnContext.Versioned.class)));
    }
}
