package dev.agentdesk.gateway.stream;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser watches.
 *
 * @param name as it was asked for, without its position
 * @param from the last {@code seq} that the browser has seen of a log; null: begin with what comes next
 */
record Topic(String name, Kind kind, String id, @Nullable Long from) {

    /** More than one page shows at once. */
    static final int MOST = 20;

    /** Exact logs of one aggregate, and hints. */
    enum Kind {
        WORKSPACE("wrk", true),
        SESSION("ses", true),
        SESSIONS("wrk", false),
        TERMINALS("wrk", false),
        DELIVERIES("con", false),
        WORKSPACES("", false),
        INBOX("", false),
        RUNS("", false),
        OPS("", false);

        private final String prefix;
        private final boolean log;

        Kind(String prefix, boolean log) {
            this.prefix = prefix;
            this.log = log;
        }
    }

    boolean isLog() {
        return kind.log;
    }

    /** The service that owns the log. */
    String service() {
        return kind == Kind.SESSION ? "session-service" : "workspace-service";
    }

    String path() {
        return "/api/v1/" + (kind == Kind.SESSION ? "sessions/" : "workspaces/") + id + "/events/stream";
    }

    /**
     * Reads {@code ?topics=}: comma separated, also repeated; the same topic twice is one.
     *
     * @throws InvalidRequest at {@code ?topics}
     */
    static List<Topic> parse(List<String> parameters) {
        var topics = new LinkedHashMap<String, Topic>();
        for (var parameter : parameters) {
            for (var text : parameter.split(",", MOST + 2)) {
                if (!text.isBlank()) {
                    var topic = parse(text.strip());
                    topics.putIfAbsent(topic.name(), topic);
                }
            }
        }
        if (topics.isEmpty() || topics.size() > MOST) {
            throw InvalidRequest.at("?topics", "out-of-range", "Name 1 to " + MOST + " topics.");
        }
        return new ArrayList<>(topics.values());
    }

    private static Topic parse(String text) {
        int at = text.indexOf('@');
        var name = at < 0 ? text : text.substring(0, at);
        for (var kind : Kind.values()) {
            var id = idOf(name, kind);
            if (id != null && (at < 0 || kind.log)) {
                return new Topic(name, kind, id, at < 0 ? null : seq(text.substring(at + 1)));
            }
        }
        throw InvalidRequest.at(
                "?topics",
                "unknown-value",
                "One of inbox, workspaces, runs, ops, workspace:wrk_…[@seq], session:ses_…[@seq], sessions:wrk_…,"
                        + " terminals:wrk_…, deliveries:con_….");
    }

    private static @Nullable String idOf(String name, Kind kind) {
        var word = kind.name().toLowerCase(java.util.Locale.ROOT);
        if (kind.prefix.isEmpty()) {
            return name.equals(word) ? "" : null;
        }
        var start = word + ":";
        return name.startsWith(start) && Ids.isId(kind.prefix, name.substring(start.length()))
                ? name.substring(start.length())
                : null;
    }

    private static long seq(String text) {
        try {
            long seq = Long.parseLong(text);
            if (seq >= 0) {
                return seq;
            }
        } catch (NumberFormatException e) {
            // as wrong as a negative one
        }
        throw InvalidRequest.at("?topics", "malformed", "After the @ stands the last seq that was seen, or 0.");
    }
}
