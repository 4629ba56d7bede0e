package dev.agentdesk.session.acp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent program that does what a test says; each start is another run of the script. */
public final class ScriptedAgent {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the program does from its start on; it ends when this returns. */
    @FunctionalInterface
    public interface Script {

        void run(ScriptedAgent me) throws InterruptedException;
    }

    /** Every prompt that any run was given, in order. */
    public final List<String> prompts;

    /** Every method that any run was asked. */
    public final List<String> methods;

    private final LinkedBlockingQueue<String> in = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringBuilder partial = new StringBuilder();
    private final Thread thread;
    private long written;
    private boolean ended;
    private int exitCode;
    private long asked = 100;
    private JsonNode promptId = JSON.missingNode();

    ScriptedAgent(Script script, List<String> prompts, List<String> methods) {
        this.prompts = prompts;
        this.methods = methods;
        thread = Thread.ofVirtual().unstarted(() -> run(script));
    }

    static List<String> list() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    private void run(Script script) {
        try {
            script.run(this);
        } catch (InterruptedException killed) {
            exit(137);
        } finally {
            exit(0);
        }
    }

    void start() {
        thread.start();
    }

    void kill() {
        thread.interrupt();
        exit(137);
    }

    public synchronized void exit(int code) {
        if (!ended) {
            ended = true;
            exitCode = code;
            notifyAll();
        }
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized int exitCode() {
        return exitCode;
    }

    synchronized byte[] read(long offset, int most, long waitMs) throws InterruptedException {
        if (out.size() <= offset && !ended) {
            wait(waitMs);
        }
        int from = (int) Math.min(offset, out.size());
        var all = out.toByteArray();
        return java.util.Arrays.copyOfRange(all, from, Math.min(all.length, from + most));
    }

    synchronized boolean endsAt(long offset) {
        return ended && offset >= out.size();
    }

    synchronized boolean take(long at, String text) {
        if (ended || at > written) {
            return false;
        }
        if (at == written) {
            written += text.getBytes(StandardCharsets.UTF_8).length;
            partial.append(text);
            for (int end = partial.indexOf("\n"); end >= 0; end = partial.indexOf("\n")) {
                in.add(partial.substring(0, end));
                partial.delete(0, end + 1);
            }
        }
        return true;
    }

    public synchronized void line(String line) {
        if (!ended) {
            out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
            notifyAll();
        }
    }

    /** The next message of the client. */
    public JsonNode next() throws InterruptedException {
        var message = in.poll(60, TimeUnit.SECONDS);
        if (message == null) {
            throw new InterruptedException("nobody talks to it");
        }
        var json = JSON.readTree(message);
        methods.add(json.path("method").asString("answer"));
        return json;
    }

    public void answer(JsonNode request, Object result) {
        send(Map.of("id", request.path("id"), "result", result));
    }

    /** Answers until a session is open. */
    public ScriptedAgent hello(boolean loads) throws InterruptedException {
        answer(next(), Map.of("protocolVersion", 1, "agentCapabilities", Map.of("loadSession", loads)));
        var open = next();
        if (open.path("method").asString().equals("session/load")) {
            said("an old answer that is told again");
            answer(open, Map.of());
        } else {
            answer(open, Map.of("sessionId", "agent-session-1"));
        }
        return this;
    }

    /** Waits for the next prompt and answers its text. */
    public String prompt() throws InterruptedException {
        var request = next();
        while (!request.path("method").asString("").equals("session/prompt")) {
            request = next();
        }
        promptId = request.path("id");
        var text = request.path("params").path("prompt").path(0).path("text").asString();
        prompts.add(text);
        return text;
    }

    public void said(String text) {
        chunk("agent_message_chunk", text);
    }

    public void chunk(String kind, String text) {
        update(Map.of("sessionUpdate", kind, "content", Map.of("type", "text", "text", text)));
    }

    public void tool(String kind, String callId, String status, Map<String, ?> more) {
        var update = new LinkedHashMap<String, Object>();
        update.put("sessionUpdate", kind);
        update.put("toolCallId", callId);
        update.put("status", status);
        update.putAll(more);
        update(update);
    }

    public void update(Map<String, ?> update) {
        send(Map.of("method", "session/update", "params", Map.of("sessionId", "agent-session-1", "update", update)));
    }

    /** Asks for a command and waits for the answer: the id of an option, or {@code cancelled}. */
    public String ask(String callId, String command) throws InterruptedException {
        question(callId, command);
        var outcome = next().path("result").path("outcome");
        return outcome.path("optionId").asString(outcome.path("outcome").asString());
    }

    public void question(String callId, String command) {
        var call = Map.of(
                "toolCallId", callId, "title", command, "kind", "execute", "rawInput", Map.of("command", command));
        var options = List.of(
                Map.of("optionId", "ja", "name", "Yes", "kind", "allow_once"),
                Map.of("optionId", "nein", "name", "No", "kind", "reject_once"));
        send(Map.of(
                "id",
                asked++,
                "method",
                "session/request_permission",
                "params",
                Map.of("sessionId", "agent-session-1", "toolCall", call, "options", options)));
    }

    public void ran(String callId, String output) {
        tool(
                "tool_call_update",
                callId,
                "completed",
                Map.of(
                        "content",
                        List.of(Map.of("type", "content", "content", Map.of("type", "text", "text", output)))));
    }

    public void done(String reason) {
        send(Map.of("id", promptId, "result", Map.of("stopReason", reason)));
    }

    private void send(Map<String, ?> message) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("jsonrpc", "2.0");
        whole.putAll(message);
        line(JSON.writeValueAsString(whole));
    }
}
