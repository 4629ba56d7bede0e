package dev.agentdesk.trigger.access;

import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Asks workspace-service about a Workspace that this service does not know. */
@Component
class WorkspaceDirectory {

    private static final String PEER = "workspace-service";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RestClient workspaces;
    private final Clock clock;

    WorkspaceDirectory(InternalCalls calls, Clock clock) {
        this.workspaces = calls.to(PEER, PATIENCE);
        this.clock = clock;
    }

    private record Grant(String principal, String role) {}

    private record Answer(
            String id,
            String slug,
            String owner,
            String visibility,
            @Nullable List<Grant> grants,
            @Nullable Boolean deleted) {}

    /** Empty if there is no such Workspace. */
    Optional<AccessStatement> ask(String idOrSlug) {
        var asked = clock.instant();
        return Asking.find(
                        PEER,
                        () -> workspaces
                                .get()
                                .uri("/internal/workspaces/{id}", idOrSlug)
                                .retrieve()
                                .body(Answer.class))
                .map(answer -> new AccessStatement(
                        answer.id(),
                        answer.slug(),
                        answer.owner(),
                        answer.visibility(),
                        grants(answer),
                        Boolean.TRUE.equals(answer.deleted()),
                        asked));
    }

    private static Map<String, String> grants(Answer answer) {
        var grants = answer.grants() == null ? List.<Grant>of() : answer.grants();
        return grants.stream().collect(Collectors.toMap(Grant::principal, Grant::role, (first, second) -> second));
    }
}
