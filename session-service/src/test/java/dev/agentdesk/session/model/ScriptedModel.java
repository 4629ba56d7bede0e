package dev.agentdesk.session.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agentdesk.kit.web.JsonConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model's interface over real HTTP that does what a test says, on either wire, misbehaviour included. */
public final class ScriptedModel implements AutoCloseable {

    /** Planted; it must not be found anywhere else. */
    public static final String KEY = "sk-planted-0123456789-secret";

    private static final JsonMapper JSON = JsonConfiguration.apiJson();

    /** A piece of a reply. */
    public sealed interface Piece {

        record Text(String text) implements Piece {}

        record Thought(String text, String signature) implements Piece {}

        record Call(String tool, String json) implements Piece {}
    }

    /** How one request is answered. */
    @FunctionalInterface
    public interface Answer {

        void to(HttpExchange exchange) throws IOException;
    }

    public final String wire;
    public final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    public final List<Map<String, List<String>>> headers = Collections.synchronizedList(new ArrayList<>());

    /** Completes when a client closes a connection on which an answer hangs. */
    public final CompletableFuture<Long> closed = new CompletableFuture<>();

    private final ConcurrentLinkedDeque<Answer> script = new ConcurrentLinkedDeque<>();
    private final HttpServer server;

    public ScriptedModel(String wire) {
        this.wire = wire;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** As workspace-service tells it. */
    public Map<String, Object> provider() {
        var price = Map.of("input_usd_per_mtok", "3", "output_usd_per_mtok", "15");
        var provider = new LinkedHashMap<String, Object>();
        provider.put("id", "prv_01k00000000000000000000001");
        provider.put("wire", wire);
        provider.put("base_url", baseUrl());
        provider.put("api_key", KEY);
        provider.put("prices", Map.of("large", price));
        provider.put("models", List.of(Map.of("name", "large", "context_window", 100_000, "max_output", 4_000)));
        provider.put("private_allowed", true);
        return provider;
    }

    public ScriptedModel then(Answer answer) {
        script.add(answer);
        return this;
    }

    public ScriptedModel says(String text) {
        return then(it -> reply(it, "stop", new Piece.Text(text)));
    }

    public ScriptedModel calls(String tool, String json) {
        return then(it -> reply(it, "tool", new Piece.Text("I call " + tool + "."), new Piece.Call(tool, json)));
    }

    public ScriptedModel replies(String stop, Piece... pieces) {
        return then(it -> reply(it, stop, pieces));
    }

    public ScriptedModel refuses(int status, String body, String... headers) {
        return then(it -> {
            for (int i = 0; i < headers.length; i += 2) {
                it.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            it.sendResponseHeaders(status, bytes.length);
            it.getResponseBody().write(bytes);
        });
    }

    /** Breaks off in the middle of a text. */
    public ScriptedModel breaksOff(String text) {
        return then(it -> {
            begin(it);
            frames(it, "stop", List.of(new Piece.Text(text))).stream()
                    .limit(wire.equals("openai") ? 1 : 3)
                    .forEach(frame -> write(it, frame));
        });
    }

    /** Says something and then nothing more, until the client goes. */
    public ScriptedModel hangs(String text) {
        return then(it -> {
            begin(it);
            frames(it, "stop", List.of(new Piece.Text(text))).stream()
                    .limit(wire.equals("openai") ? 1 : 3)
                    .forEach(frame -> write(it, frame));
            for (int i = 0; i < 600; i++) {
                try {
                    it.getResponseBody().write(": \n\n".getBytes(StandardCharsets.UTF_8));
                    it.getResponseBody().flush();
                    TimeUnit.MILLISECONDS.sleep(25);
                } catch (IOException gone) {
                    closed.complete(System.nanoTime());
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            requests.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            var next = script.poll();
            if (next == null) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                next.to(exchange);
            }
        } finally {
            exchange.close();
        }
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
    }

    private void reply(HttpExchange exchange, String stop, Piece... pieces) throws IOException {
        begin(exchange);
        frames(exchange, stop, List.of(pieces)).forEach(frame -> write(exchange, frame));
    }

    private static void write(HttpExchange exchange, String frame) {
        try {
            exchange.getResponseBody().write(frame.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } catch (IOException gone) {
            return;
        }
    }

    private List<String> frames(HttpExchange exchange, String stop, List<Piece> pieces) {
        return wire.equals("openai") ? openAi(stop, pieces) : anthropic(stop, pieces);
    }

    private static List<String> anthropic(String stop, List<Piece> pieces) {
        var frames = new ArrayList<String>();
        frames.add(event(Map.of(
                "type",
                "message_start",
                "message",
                Map.of("usage", Map.of("input_tokens", 1000, "output_tokens", 1)))));
        for (int i = 0; i < pieces.size(); i++) {
            switch (pieces.get(i)) {
                case Piece.Text it -> {
                    frames.add(start(i, Map.of("type", "text", "text", "")));
                    for (var part : halves(it.text())) {
                        frames.add(delta(i, Map.of("type", "text_delta", "text", part)));
                    }
                }
                case Piece.Thought it -> {
                    frames.add(start(i, Map.of("type", "thinking", "thinking", "")));
                    frames.add(delta(i, Map.of("type", "thinking_delta", "thinking", it.text())));
                    frames.add(delta(i, Map.of("type", "signature_delta", "signature", it.signature())));
                }
                case Piece.Call it -> {
                    frames.add(start(
                            i, Map.of("type", "tool_use", "id", "toolu_" + i, "name", it.tool(), "input", Map.of())));
                    for (var part : halves(it.json())) {
                        frames.add(delta(i, Map.of("type", "input_json_delta", "partial_json", part)));
                    }
                }
            }
            frames.add(event(Map.of("type", "content_block_stop", "index", i)));
        }
        var reason = switch (stop) {
            case "stop" -> "end_turn";
            case "tool" -> "tool_use";
            case "length" -> "max_tokens";
            default -> stop;
        };
        frames.add(event(Map.of(
                "type",
                "message_delta",
                "delta",
                Map.of("stop_reason", reason),
                "usage",
                Map.of("output_tokens", 100))));
        frames.add(event(Map.of("type", "message_stop")));
        return frames;
    }

    private static String start(int index, Map<String, ?> block) {
        return event(Map.of("type", "content_block_start", "index", index, "content_block", block));
    }

    private static String delta(int index, Map<String, ?> delta) {
        return event(Map.of("type", "content_block_delta", "index", index, "delta", delta));
    }

    private static List<String> openAi(String stop, List<Piece> pieces) {
        var frames = new ArrayList<String>();
        int calls = 0;
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Text it -> {
                    for (var part : halves(it.text())) {
                        frames.add(chunk(Map.of("content", part)));
                    }
                }
                case Piece.Thought it -> frames.add(chunk(Map.of("reasoning_content", it.text())));
                case Piece.Call it -> {
                    frames.add(chunk(Map.of(
                            "tool_calls",
                            List.of(Map.of(
                                    "index",
                                    calls,
                                    "id",
                                    "call_" + calls,
                                    "type",
                                    "function",
                                    "function",
                                    Map.of("name", it.tool(), "arguments", ""))))));
                    for (var part : halves(it.json())) {
                        frames.add(chunk(Map.of(
                                "tool_calls", List.of(Map.of("index", calls, "function", Map.of("arguments", part))))));
                    }
                    calls++;
                }
            }
        }
        var reason = switch (stop) {
            case "tool" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> stop;
        };
        frames.add(event(Map.of("choices", List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", reason)))));
        frames.add(
                event(Map.of("choices", List.of(), "usage", Map.of("prompt_tokens", 1000, "completion_tokens", 100))));
        frames.add("data: [DONE]\n\n");
        return frames;
    }

    private static String chunk(Map<String, ?> delta) {
        return event(Map.of("choices", List.of(Map.of("index", 0, "delta", delta))));
    }

    private static String event(Map<String, ?> data) {
        return "data: " + JSON.writeValueAsString(data) + "\n\n";
    }

    private static List<String> halves(String text) {
        int half = text.length() / 2;
        return List.of(text.substring(0, half), text.substring(half));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
