package dev.agentdesk.trigger.ingest;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.listing.PlainText;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The attributes of one event while it is read. */
final class Attributes {

    /** Longer values are no attributes; they belong into the data. */
    private static final int LONGEST = 1024;

    private static final int MOST = 40;

    private final Map<String, String> all = new TreeMap<>();

    void put(String name, String value) throws Unreadable {
        if (!name.matches("[a-z0-9]{1,40}")) {
            throw new Unreadable("malformed: " + shown(name) + " is no name of an attribute");
        }
        if (value.length() > LONGEST || !PlainText.isLine(value)) {
            throw new Unreadable("malformed: the attribute " + name + " is too long or has control characters");
        }
        if (all.put(name, value) != null || all.size() > MOST) {
            throw new Unreadable("malformed: an attribute twice, or too many of them");
        }
    }

    @Nullable
    String take(String name) {
        return all.remove(name);
    }

    CloudEvent event(@Nullable String mediaType, @Nullable String text, @Nullable String base64) throws Unreadable {
        var rest = new TreeMap<>(all);
        if (!"1.0".equals(rest.remove("specversion"))) {
            throw new Unreadable("no-cloudevent: specversion must be 1.0");
        }
        var time = rest.remove("time");
        if (time != null) {
            checkTime(time);
        }
        return new CloudEvent(
                required(rest, "id"),
                required(rest, "source"),
                required(rest, "type"),
                rest.remove("subject"),
                time,
                mediaType,
                rest,
                text,
                base64);
    }

    int depth() throws Unreadable {
        var depth = all.getOrDefault("depth", "0");
        if (!depth.matches("[0-9]{1,4}")) {
            throw new Unreadable("malformed: depth is no number");
        }
        return Integer.parseInt(depth);
    }

    private static void checkTime(String time) throws Unreadable {
        try {
            OffsetDateTime.parse(time);
        } catch (DateTimeException e) {
            throw new Unreadable("malformed: time is no RFC 3339 time");
        }
    }

    private static String required(Map<String, String> attributes, String name) throws Unreadable {
        var value = attributes.remove(name);
        if (value == null || value.isBlank()) {
            throw new Unreadable("no-cloudevent: the attribute " + name + " is missing");
        }
        return value;
    }

    static String shown(String name) {
        return name.length() <= 40 && name.chars().allMatch(c -> c > ' ' && c < 127) ? name : "a name";
    }
}
