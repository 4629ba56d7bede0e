package dev.agentdesk.session.preview;

import dev.agentdesk.kit.feed.Feeds;
import dev.agentdesk.session.model.Watcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replies while they are written, for watchers on this replica that ask for them.
 *
 * <p>Best effort: what is lost is lost, nothing of it is stored, and the event that follows says it all. Thread safe.
 */
public final class Previews {

    /** A watcher that comes later is told the beginning up to here. */
    private static final int MOST_KEPT = 256 * 1024;

    private final Feeds feeds;
    private final Map<String, Map<String, Block>> open = new ConcurrentHashMap<>();

    private static final class Block {

        private final String turnId;
        private final String type;
        private final String tool;
        private final StringBuilder text = new StringBuilder();
        private long length;

        Block(String turnId, String type, String tool) {
            this.turnId = turnId;
            this.type = type;
            this.tool = tool;
        }
    }

    public Previews(Feeds feeds) {
        this.feeds = feeds;
    }

    /** Shows the replies of one turn. */
    public Watcher of(String sessionId, String turnId) {
        return new Watcher() {

            @Override
            public void began(String eventId, String type, String tool) {
                var block = new Block(turnId, type, tool);
                blocks(sessionId, it -> it.put(eventId, block));
                feeds.preview(sessionId, "event_start", start(sessionId, eventId, block));
            }

            @Override
            public void grew(String eventId, String type, String text) {
                var offset = new long[1];
                blocks(sessionId, it -> offset[0] = keep(it.get(eventId), text));
                feeds.preview(sessionId, "event_delta", delta(sessionId, eventId, type, text, offset[0]));
            }

            @Override
            public void ended() {
                open.remove(sessionId);
            }
        };
    }

    /** What a watcher missed that comes now. */
    public List<Feeds.Preview> soFar(String sessionId) {
        var found = new ArrayList<Feeds.Preview>();
        var blocks = open.get(sessionId);
        if (blocks != null) {
            synchronized (blocks) {
                blocks.forEach((id, block) -> {
                    found.add(new Feeds.Preview("event_start", start(sessionId, id, block)));
                    if (!block.text.isEmpty()) {
                        var text = block.text.toString();
                        found.add(new Feeds.Preview("event_delta", delta(sessionId, id, block.type, text, 0)));
                    }
                });
            }
        }
        return found;
    }

    /** Where in the block the text stands. */
    private static long keep(@Nullable Block block, String text) {
        if (block == null) {
            return 0;
        }
        long offset = block.length;
        block.length += text.length();
        if (block.length <= MOST_KEPT) {
            block.text.append(text);
        }
        return offset;
    }

    private void blocks(String sessionId, Consumer<Map<String, Block>> change) {
        var blocks = open.computeIfAbsent(sessionId, id -> new LinkedHashMap<>());
        synchronized (blocks) {
            change.accept(blocks);
        }
    }

    private static Map<String, Object> start(String sessionId, String eventId, Block block) {
        var event = new LinkedHashMap<String, Object>();
        event.put("type", block.type);
        event.put("id", eventId);
        if (!block.tool.isEmpty()) {
            event.put("name", block.tool);
        }
        var frame = new LinkedHashMap<String, Object>();
        frame.put("type", "event_start");
        frame.put("session_id", sessionId);
        frame.put("turn_id", block.turnId);
        frame.put("event", event);
        return frame;
    }

    /** The offset tells a watcher that comes in between what it has already. */
    private static Map<String, Object> delta(String sessionId, String eventId, String type, String text, long offset) {
        var content = new LinkedHashMap<String, Object>();
        var kind = switch (type) {
            case "agent.thinking" -> "thinking";
            case "agent.tool_use" -> "partial_json";
            default -> "text";
        };
        content.put("type", kind.equals("partial_json") ? "input_json" : kind);
        content.put(kind, text);
        var delta = new LinkedHashMap<String, Object>();
        delta.put("type", "content_delta");
        delta.put("index", 0);
        delta.put("offset", offset);
        delta.put("content", content);
        var frame = new LinkedHashMap<String, Object>();
        frame.put("type", "event_delta");
        frame.put("session_id", sessionId);
        frame.put("event_id", eventId);
        frame.put("delta", delta);
        return frame;
    }
}
