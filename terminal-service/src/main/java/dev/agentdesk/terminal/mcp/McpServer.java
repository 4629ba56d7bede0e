package dev.agentdesk.terminal.mcp;

import dev.agentdesk.kit.mcp.McpMessages;
import dev.agentdesk.terminal.sandbox.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One running MCP server. Requests go out in any order and are answered in any; lines that are no JSON are passed over,
 * and so are answers that nobody waits for. Thread-safe.
 *
 * <p>When it ends, everything that waits for it fails at once.
 */
final class McpServer {

    private static final Duration GRACE = Duration.ofSeconds(2);

    /** A longer line is not read to its end; the server is ended. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final Process process;
    private final ProcessTree tree;
    private final JsonMapper json;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private volatile boolean ended;

    McpServer(Process process, ProcessTree tree, JsonMapper json) {
        this.process = process;
        this.tree = tree;
        this.json = json;
        Thread.ofVirtual().name("mcp " + process.pid()).start(this::read);
    }

    boolean isAlive() {
        return !ended && process.isAlive();
    }

    /** Shakes hands. */
    void begin(Duration most) throws IOException {
        long id = ids.incrementAndGet();
        var answer = await(send(id, McpMessages.initialize(id)), most);
        if (!answer.path("result").isObject()) {
            throw new IOException(
                    "it refused: " + answer.path("error").path("message").asString("no reason given"));
        }
        write(McpMessages.initialized());
    }

    /** The whole answer, a result or an error. */
    JsonNode ask(String method, Map<String, ?> params, Duration most) throws IOException {
        return await(ask(method, params), most);
    }

    CompletableFuture<JsonNode> ask(String method, Map<String, ?> params) throws IOException {
        long id = ids.incrementAndGet();
        return send(id, McpMessages.request(id, method, params));
    }

    static JsonNode await(CompletableFuture<JsonNode> answer, Duration most) throws IOException {
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it did not answer within " + most, e);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a server was asked", e);
        }
    }

    /** With the words of what made it fail. */
    static IOException failed(Exception failure) {
        var cause = failure.getCause();
        return new IOException(cause == null ? "it failed" : String.valueOf(cause.getMessage()), failure);
    }

    void end() {
        ended = true;
        tree.end(GRACE);
        process.destroyForcibly();
    }

    private CompletableFuture<JsonNode> send(long id, Map<String, Object> message) throws IOException {
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        answer.whenComplete((it, failure) -> waiting.remove(id));
        write(message);
        if (ended) {
            answer.completeExceptionally(gone());
        }
        return answer;
    }

    private synchronized void write(Map<String, Object> message) throws IOException {
        try {
            var out = process.getOutputStream();
            out.write((json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw gone();
        }
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = new StringBuilder();
            for (int c = in.read(); c >= 0 && line.length() <= LONGEST_LINE; c = in.read()) {
                if (c == '\n') {
                    take(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
        } catch (IOException closed) {
            ended = true;
        }
        end();
        waiting.values().forEach(it -> it.completeExceptionally(gone()));
    }

    private void take(String line) throws IOException {
        JsonNode message;
        try {
            message = json.readTree(line);
        } catch (JacksonException noJson) {
            return;
        }
        if (message.has("method")) {
            if (message.has("id")) {
                write(McpMessages.answer(message));
            }
            return;
        }
        var answer = waiting.get(message.path("id").asLong(-1));
        if (answer != null) {
            answer.complete(message);
        }
    }

    private static IOException gone() {
        return new IOException("it has ended; what it complained about is in the file .mcp-….log of the home folder");
    }
}
