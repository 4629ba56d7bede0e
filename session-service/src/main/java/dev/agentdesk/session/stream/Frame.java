package dev.agentdesk.session.stream;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** One event as it goes over the wire, serialised once for all watchers. */
record Frame(long seq, byte[] bytes, boolean last) {

    /** The wire's own marks: a lost connection is tried again after two seconds; a comment keeps it alive. */
    static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);

    static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    static Frame of(Map<String, Object> event, JsonMapper json) {
        long seq = seq(event);
        var type = String.valueOf(event.get("type"));
        var text = "id: " + seq + "\nevent: " + type + "\ndata: " + json.writeValueAsString(event) + "\n\n";
        return new Frame(seq, text.getBytes(StandardCharsets.UTF_8), type.equals("desk.session_erased"));
    }

    static long seq(Map<String, Object> event) {
        return event.get("seq") instanceof Long seq ? seq : 0;
    }
}
