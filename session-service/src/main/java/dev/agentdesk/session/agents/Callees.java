package dev.agentdesk.session.agents;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.client.RestClient;

/** Asks workspace-service which agents let themselves be called by another one. */
final class Callees {

    private static final String PEER = "workspace-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    /** An agent that may be called. */
    record Callee(String id, String slug) {}

    private final RestClient workspaceService;

    Callees(InternalCalls calls) {
        workspaceService = calls.to(PEER, ANSWER_WITHIN);
    }

    /** Empty for what is absent and for what does not want to be called, indistinguishably. */
    Optional<Callee> find(String idOrSlug, String callerWorkspaceId) {
        if (!Ids.isId("wrk", idOrSlug) && !idOrSlug.matches("[a-z0-9-]{2,40}")) {
            return Optional.empty();
        }
        return Asking.find(
                PEER,
                () -> Objects.requireNonNull(workspaceService
                        .get()
                        .uri("/internal/workspaces/{id}/callable?by={caller}", idOrSlug, callerWorkspaceId)
                        .retrieve()
                        .body(Callee.class)));
    }
}
