package dev.agentdesk.trigger.slack;

import dev.agentdesk.kit.egress.EgressClient;
import dev.agentdesk.trigger.signature.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes into threads of Slack. What an agent said can address nobody there: its signs are escaped. */
@Component
final class SlackApi {

    /** Slack cuts what is longer. */
    private static final int LONGEST = 12_000;

    private static final long MOST_BYTES = 64 * 1024;

    /** Errors that a later attempt may not meet. */
    private static final Set<String> PASSING =
            Set.of("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout");

    /** What came of it. */
    sealed interface Outcome {

        record Sent() implements Outcome {}

        record Later(String error, Duration atLeast) implements Outcome {}

        record Never(String error) implements Outcome {}
    }

    private final EgressClient egress;
    private final SlackProperties properties;
    private final JsonMapper json;

    SlackApi(EgressClient egress, SlackProperties properties, JsonMapper json) {
        this.egress = egress;
        this.properties = properties;
        this.json = json;
    }

    /** @param id the same for each repeat of one answer */
    Outcome post(Secret token, SlackMessage place, String text, String id) {
        var body = new LinkedHashMap<String, Object>();
        body.put("channel", place.channel());
        body.put("thread_ts", place.thread());
        body.put("text", escaped(text));
        body.put(
                "client_msg_id",
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
        var headers =
                Map.of("Authorization", "Bearer " + token.value(), "Content-Type", "application/json; charset=utf-8");
        try {
            var address = URI.create(properties.api() + "/chat.postMessage");
            return outcome(egress.call("POST", address, headers, json.writeValueAsBytes(body), MOST_BYTES));
        } catch (IOException e) {
            return new Outcome.Later("unreachable", Duration.ZERO);
        }
    }

    private static String escaped(String text) {
        var cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Outcome outcome(EgressClient.Answer answer) {
        if (answer.status() == 429) {
            var said = answer.headers().getOrDefault("Retry-After", "");
            return new Outcome.Later(
                    "ratelimited", Duration.ofSeconds(said.matches("[0-9]{1,5}") ? Long.parseLong(said) : 30));
        }
        if (answer.status() != 200) {
            return new Outcome.Later("http_" + answer.status(), Duration.ZERO);
        }
        try {
            var said = json.readTree(answer.body());
            var error = said.path("error").asString("unknown_answer");
            return said.path("ok").asBoolean(false)
                    ? new Outcome.Sent()
                    : PASSING.contains(error) ? new Outcome.Later(error, Duration.ZERO) : new Outcome.Never(error);
        } catch (JacksonException e) {
            return new Outcome.Later("unknown_answer", Duration.ZERO);
        }
    }
}
