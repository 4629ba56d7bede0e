package dev.agentdesk.trigger.slack;

import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What an agent said last in a turn; asked of session-service, and kept nowhere. */
@Component
final class FinalTexts {

    private static final String PEER = "session-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final RestClient sessions;

    FinalTexts(InternalCalls calls) {
        sessions = calls.to(PEER, ANSWER_WITHIN);
    }

    /**
     * Empty if it said nothing, or the Session is gone.
     *
     * @throws dev.agentdesk.kit.web.PeerUnavailable if that can't be said now
     */
    Optional<String> of(String sessionId, @Nullable String turnId) {
        return Asking.find(
                        PEER,
                        () -> sessions.get()
                                .uri("/api/v1/sessions/{id}/events?types=agent.message&order=desc&limit=20", sessionId)
                                .retrieve()
                                .body(JsonNode.class))
                .flatMap(page -> page.path("data")
                        .valueStream()
                        .filter(event -> turnId == null
                                || event.path("turn_id").asString("").equals(turnId))
                        .findFirst())
                .map(FinalTexts::text)
                .filter(text -> !text.isBlank());
    }

    private static String text(JsonNode event) {
        return event.path("content")
                .valueStream()
                .map(block -> block.path("text").asString(""))
                .collect(Collectors.joining("\n"));
    }
}
