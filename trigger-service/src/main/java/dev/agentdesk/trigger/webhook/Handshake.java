package dev.agentdesk.trigger.webhook;

import dev.agentdesk.trigger.signature.Scheme;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What providers ask to see whether we are there. Signed as everything else; no event, hence no Delivery. Pure. */
final class Handshake {

    private static final int LONGEST_CHALLENGE = 512;

    private Handshake() {}

    /** The answer, if the request is one. */
    static Optional<Map<String, Object>> answer(Scheme scheme, HookRequest request, Optional<JsonNode> json) {
        return switch (scheme.name()) {
            case "github" ->
                "ping".equals(request.header("x-github-event"))
                        ? Optional.of(Map.of("handshake", "ping"))
                        : Optional.empty();
            case "slack" ->
                json.filter(body -> "url_verification".equals(body.path("type").asString("")))
                        .map(body -> body.path("challenge").asString(""))
                        .filter(challenge -> challenge.length() <= LONGEST_CHALLENGE)
                        .map(challenge -> Map.of("challenge", challenge));
            default -> Optional.empty();
        };
    }
}
