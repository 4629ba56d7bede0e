package dev.agentdesk.trigger.cloudevent;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of an outside producer: the attributes of CloudEvents 1.0 and its data. Foreign text throughout.
 *
 * <p>{@code text} holds data that is valid UTF-8, {@code base64} all other; at most one is present. {@code extensions}
 * are the attributes that the specification does not name.
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        @Nullable String subject,
        @Nullable String time,
        @Nullable String mediaType,
        Map<String, String> extensions,
        @Nullable String text,
        @Nullable String base64) {

    public CloudEvent {
        extensions = Map.copyOf(extensions);
    }

    /** Whether the data is declared as JSON; CloudEvents takes data without a media type as JSON. */
    public boolean isJson() {
        if (mediaType == null) {
            return base64 == null;
        }
        var bare = mediaType.split(";", 2)[0].strip();
        return bare.equalsIgnoreCase("application/json") || bare.endsWith("+json");
    }

    /** An attribute that filters and prompts may name; null where the event has none. */
    public @Nullable String attribute(String name) {
        return switch (name) {
            case "id" -> id;
            case "source" -> source;
            case "type" -> type;
            case "subject" -> subject;
            case "time" -> time;
            default -> null;
        };
    }

    /** The data as bytes; none if the event has none. */
    public byte[] data() {
        if (base64 != null) {
            return Base64.getDecoder().decode(base64);
        }
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Outside text is not for logs. */
    @Override
    public String toString() {
        return "CloudEvent[…]";
    }
}
