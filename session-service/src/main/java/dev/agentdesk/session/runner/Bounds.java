package dev.agentdesk.session.runner;

import dev.agentdesk.session.engine.TurnLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of a model's call goes to the Environment: a command of bash runs in the shell of its Session, and as long as
 * the model says, but never longer than the Workspace's limit.
 */
record Bounds(Map<String, Object> input, Duration timeout) {

    private static final String ASKED = "timeout_seconds";

    static Bounds ofModel(TurnLog.Call call, String sessionId, Duration limit) {
        if (!call.tool().equals("bash")) {
            return new Bounds(call.input(), limit);
        }
        var input = new LinkedHashMap<>(call.input());
        input.put("shell", sessionId);
        return input.remove(ASKED) instanceof Number seconds
                ? new Bounds(input, Duration.ofSeconds(Math.clamp(seconds.longValue(), 1, limit.toSeconds())))
                : new Bounds(input, limit);
    }
}
