package dev.agentdesk.session.model;

import dev.agentdesk.session.conversation.ModelAnswer.Stop;
import dev.agentdesk.session.conversation.ModelAnswer.Tokens;
import dev.agentdesk.session.model.ModelFailure.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Chat Completions, as OpenAI, Ollama, vLLM, OpenRouter and many others speak it, streaming. */
final class OpenAiWire implements Wire {

    private final JsonMapper json;
    private final OpenAiBody bodies;

    OpenAiWire(JsonMapper json) {
        this.json = json;
        this.bodies = new OpenAiBody(json);
    }

    @Override
    public String address(Provider provider) {
        var base = provider.baseUrl();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/chat/completions";
    }

    @Override
    public Map<String, String> headers(Provider provider) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "text/event-stream");
        if (provider.apiKey() != null && !provider.apiKey().isBlank()) {
            headers.put("Authorization", "Bearer " + provider.apiKey());
        }
        return headers;
    }

    @Override
    public ObjectNode body(ModelRequest request, Provider provider) {
        return bodies.of(request, provider);
    }

    @Override
    public Reply read(SseLines lines, ReplyBuilder reply) throws IOException, ModelFailure {
        return new Reading(reply).read(lines);
    }

    private final class Reading {

        private final ReplyBuilder reply;
        private final Map<Integer, Integer> calls = new HashMap<>();
        private int text = -1;
        private int thought = -1;
        private boolean refused;
        private @Nullable Stop stop;

        Reading(ReplyBuilder reply) {
            this.reply = reply;
        }

        Reply read(SseLines lines) throws IOException, ModelFailure {
            for (var data = lines.next(); data != null && !data.strip().equals("[DONE]"); data = lines.next()) {
                take(json.readTree(data));
            }
            if (stop == null) {
                throw new ModelFailure(Kind.CUT, "The reply broke off.");
            }
            return reply.end(refused ? Stop.REFUSAL : !calls.isEmpty() && stop == Stop.END_TURN ? Stop.TOOL_USE : stop);
        }

        private void take(JsonNode chunk) throws ModelFailure {
            if (chunk.path("error").isObject()) {
                throw failure(chunk.path("error"));
            }
            if (chunk.path("usage").isObject()) {
                count(chunk.path("usage"));
            }
            var choice = chunk.path("choices").path(0);
            delta(choice.path("delta"));
            var reason = choice.path("finish_reason").asString("");
            if (!reason.isEmpty()) {
                stop = stop(reason);
            }
        }

        private void delta(JsonNode delta) throws ModelFailure {
            var thinks = delta.path("reasoning_content")
                    .asString(delta.path("reasoning").asString(""));
            if (!thinks.isEmpty()) {
                thought = thought < 0 ? reply.open(ReplyBuilder.Type.THOUGHT, "") : thought;
                reply.grow(thought, thinks);
            }
            var refusal = delta.path("refusal").asString("");
            refused |= !refusal.isEmpty();
            var says = delta.path("content").asString("") + refusal;
            if (!says.isEmpty()) {
                text = text < 0 ? reply.open(ReplyBuilder.Type.MESSAGE, "") : text;
                reply.grow(text, says);
            }
            for (var call : delta.path("tool_calls")) {
                call(call);
            }
        }

        /** The pieces of a call are told apart by their index; servers that give none send whole calls. */
        private void call(JsonNode call) throws ModelFailure {
            int index = call.path("index").asInt(calls.size());
            var function = call.path("function");
            var name = function.path("name").asString("");
            var number = calls.get(index);
            if (number == null) {
                number = reply.open(ReplyBuilder.Type.CALL, name);
                calls.put(index, number);
            }
            var arguments = function.path("arguments");
            reply.grow(number, arguments.isObject() ? arguments.toString() : arguments.asString(""));
        }

        /** What came out of a cache is a part of the prompt here, and stands beside it with us. */
        private void count(JsonNode usage) {
            long cached =
                    usage.path("prompt_tokens_details").path("cached_tokens").asLong(0);
            reply.count(new Tokens(
                    Math.max(0, usage.path("prompt_tokens").asLong(0) - cached),
                    usage.path("completion_tokens").asLong(0),
                    cached,
                    0));
        }
    }

    private static Stop stop(String reason) {
        return switch (reason) {
            case "tool_calls", "function_call" -> Stop.TOOL_USE;
            case "length" -> Stop.MAX_TOKENS;
            case "content_filter" -> Stop.REFUSAL;
            default -> Stop.END_TURN;
        };
    }

    private static ModelFailure failure(JsonNode error) {
        var said = error.path("message").asString("");
        var words = "The provider broke off: " + (said.length() > 500 ? said.substring(0, 500) : said);
        int code = error.path("code").asInt(0);
        if (ContextFull.says(said + error.path("code").asString(""))) {
            return new ModelFailure(Kind.CONTEXT_FULL, words);
        }
        boolean rejected = code >= 400 && code < 500 && code != 429 && code != 408;
        return new ModelFailure(rejected ? Kind.REJECTED : code == 429 ? Kind.BUSY : Kind.UNAVAILABLE, words);
    }
}
