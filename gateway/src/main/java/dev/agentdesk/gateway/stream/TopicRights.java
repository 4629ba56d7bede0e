package dev.agentdesk.gateway.stream;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.asking.Asker;
import dev.agentdesk.gateway.asking.CallersRights;
import dev.agentdesk.gateway.visibility.Workspaces;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may hear the hints of a topic; each single hint is filtered by its Workspace as well. */
final class TopicRights {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Workspaces workspaces;
    private final CallersRights services;

    TopicRights(Workspaces workspaces, CallersRights services) {
        this.workspaces = workspaces;
        this.services = services;
    }

    /** The code of the refusal, or null. */
    @Nullable
    String refusal(Topic topic, Asker asker) throws InterruptedException {
        var principal = asker.principal();
        try {
            principal.require(scope(topic));
            return switch (topic.kind()) {
                case SESSIONS, TERMINALS -> {
                    workspaces.visible(topic.id(), principal);
                    yield null;
                }
                case DELIVERIES -> connector(topic.id(), asker);
                case OPS -> ofInstance(principal);
                default -> null;
            };
        } catch (Rejection e) {
            return e.code().code();
        } catch (PeerUnavailable e) {
            return ProblemCode.UNAVAILABLE.code();
        }
    }

    private static String scope(Topic topic) {
        return switch (topic.kind()) {
            case WORKSPACE, WORKSPACES -> "workspaces:read";
            case SESSION, SESSIONS, INBOX -> "sessions:read";
            case TERMINALS -> "terminals:view";
            case DELIVERIES, RUNS -> "automation:read";
            case OPS -> "ops:read";
        };
    }

    private static @Nullable String ofInstance(Principal principal) {
        return principal.workspaceIds() == null ? null : ProblemCode.FORBIDDEN.code();
    }

    /** A connector belongs to no Workspace; its service knows who may see it. */
    private @Nullable String connector(String id, Asker asker) throws InterruptedException {
        try {
            var answer = services.get("trigger-service", "/api/v1/connectors/" + id, asker, Map.of(), ANSWER_WITHIN);
            answer.body().close();
            return switch (answer.statusCode()) {
                case 200 -> null;
                case 403 -> ProblemCode.FORBIDDEN.code();
                case 404 -> ProblemCode.NOT_FOUND.code();
                default -> ProblemCode.UNAVAILABLE.code();
            };
        } catch (IOException e) {
            return ProblemCode.UNAVAILABLE.code();
        }
    }
}
