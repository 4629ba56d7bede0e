package dev.agentdesk.kit.feed;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event as it goes over the wire, serialised once for all watchers.
 *
 * @param erases nothing that came before it may be kept
 */
record Frame(long seq, byte[] bytes, boolean erases) {

    static Frame of(Map<String, Object> event, PublicForms forms, JsonMapper json) {
        long seq = EventPages.seq(event);
        var type = String.valueOf(event.get("type"));
        var text = "id: " + seq + "\nevent: " + type + "\ndata: " + json.writeValueAsString(event) + "\n\n";
        return new Frame(seq, text.getBytes(StandardCharsets.UTF_8), forms.erases(type));
    }
}
