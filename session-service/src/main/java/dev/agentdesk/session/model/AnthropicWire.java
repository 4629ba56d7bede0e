package dev.agentdesk.session.model;

import dev.agentdesk.session.conversation.ModelAnswer.Stop;
import dev.agentdesk.session.conversation.ModelAnswer.Tokens;
import dev.agentdesk.session.model.ModelFailure.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The Messages interface, as Anthropic and those that imitate it speak it, streaming. */
final class AnthropicWire implements Wire {

    private static final Set<String> PASSING =
            Set.of("overloaded_error", "rate_limit_error", "api_error", "timeout_error");

    private final JsonMapper json;
    private final AnthropicBody bodies;

    AnthropicWire(JsonMapper json) {
        this.json = json;
        this.bodies = new AnthropicBody(json);
    }

    @Override
    public String address(Provider provider) {
        var base = provider.baseUrl().endsWith("/")
                ? provider.baseUrl().substring(0, provider.baseUrl().length() - 1)
                : provider.baseUrl();
        return base + "/messages";
    }

    @Override
    public Map<String, String> headers(Provider provider) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "text/event-stream");
        headers.put("anthropic-version", "2023-06-01");
        if (provider.apiKey() != null && !provider.apiKey().isBlank()) {
            headers.put("x-api-key", provider.apiKey());
        }
        return headers;
    }

    @Override
    public ObjectNode body(ModelRequest request, Provider provider) {
        return bodies.of(request);
    }

    @Override
    public Reply read(SseLines lines, ReplyBuilder reply) throws IOException, ModelFailure {
        return new Reading(reply).read(lines);
    }

    private final class Reading {

        private final ReplyBuilder reply;
        private final Map<Integer, Integer> blocks = new HashMap<>();
        private @Nullable Stop stop;
        private boolean over;

        Reading(ReplyBuilder reply) {
            this.reply = reply;
        }

        Reply read(SseLines lines) throws IOException, ModelFailure {
            while (!over) {
                var data = lines.next();
                if (data == null) {
                    break;
                }
                take(json.readTree(data));
            }
            if (stop == null) {
                throw new ModelFailure(Kind.CUT, "The reply broke off.");
            }
            return reply.end(stop);
        }

        private void take(JsonNode event) throws ModelFailure {
            switch (event.path("type").asString("")) {
                case "message_start" -> count(event.path("message").path("usage"));
                case "content_block_start" -> open(event.path("index").asInt(), event.path("content_block"));
                case "content_block_delta" -> grow(event.path("index").asInt(), event.path("delta"));
                case "message_delta" -> {
                    count(event.path("usage"));
                    var reason = event.path("delta").path("stop_reason").asString("");
                    stop = reason.isEmpty() ? stop : stop(reason);
                }
                case "message_stop" -> over = true;
                case "error" -> throw failure(event.path("error"));
                default -> {}
            }
        }

        private void open(int index, JsonNode block) throws ModelFailure {
            switch (block.path("type").asString("")) {
                case "text" ->
                    start(
                            index,
                            ReplyBuilder.Type.MESSAGE,
                            "",
                            block.path("text").asString(""));
                case "thinking" ->
                    start(
                            index,
                            ReplyBuilder.Type.THOUGHT,
                            "",
                            block.path("thinking").asString(""));
                case "redacted_thinking" -> reply.redacted(block.path("data").asString(""));
                case "tool_use" ->
                    start(index, ReplyBuilder.Type.CALL, block.path("name").asString(""), whole(block.path("input")));
                default -> {}
            }
        }

        /** Some servers send the whole input at the beginning. */
        private String whole(JsonNode input) {
            return input.isObject() && !input.isEmpty() ? input.toString() : "";
        }

        private void start(int index, ReplyBuilder.Type type, String tool, String text) throws ModelFailure {
            int number = reply.open(type, tool);
            blocks.put(index, number);
            reply.grow(number, text);
        }

        private void grow(int index, JsonNode delta) throws ModelFailure {
            var number = blocks.get(index);
            if (number == null) {
                return;
            }
            switch (delta.path("type").asString("")) {
                case "text_delta" -> reply.grow(number, delta.path("text").asString(""));
                case "thinking_delta" ->
                    reply.grow(number, delta.path("thinking").asString(""));
                case "input_json_delta" ->
                    reply.grow(number, delta.path("partial_json").asString(""));
                case "signature_delta" ->
                    reply.sign(number, delta.path("signature").asString(""));
                default -> {}
            }
        }

        /** Later counts replace earlier ones; a count that is not there stays. */
        private void count(JsonNode usage) {
            var before = reply.tokens();
            reply.count(new Tokens(
                    usage.path("input_tokens").asLong(before.input()),
                    usage.path("output_tokens").asLong(before.output()),
                    usage.path("cache_read_input_tokens").asLong(before.cacheRead()),
                    usage.path("cache_creation_input_tokens").asLong(before.cacheWrite())));
        }
    }

    private static Stop stop(String reason) {
        return switch (reason) {
            case "tool_use" -> Stop.TOOL_USE;
            case "max_tokens" -> Stop.MAX_TOKENS;
            case "refusal" -> Stop.REFUSAL;
            case "model_context_window_exceeded" -> Stop.CONTEXT_FULL;
            default -> Stop.END_TURN;
        };
    }

    private static ModelFailure failure(JsonNode error) {
        var type = error.path("type").asString("");
        var said = error.path("message").asString("");
        var words = "The provider broke off: " + type + " " + (said.length() > 500 ? said.substring(0, 500) : said);
        if (PASSING.contains(type)) {
            return new ModelFailure(type.equals("api_error") ? Kind.UNAVAILABLE : Kind.BUSY, words);
        }
        return new ModelFailure(ContextFull.says(said) ? Kind.CONTEXT_FULL : Kind.REJECTED, words);
    }
}
