package dev.agentdesk.gateway.stream;

import dev.agentdesk.gateway.access.Caller;
import dev.agentdesk.gateway.activity.Hints;
import dev.agentdesk.gateway.asking.Asker;
import dev.agentdesk.gateway.asking.CallersRights;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.kit.feed.OpenStreams;
import dev.agentdesk.kit.feed.SseWire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /stream}: everything that a browser watches, in one answer that does not end.
 *
 * <p>Log topics are exact: what was sent before and after a cut is the log, no event twice and none left out. Hint
 * topics say what to ask for again. The README has the format of the frames.
 */
@RestController
final class StreamEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamEndpoint.class);

    private final CallersRights services;
    private final Hints hints;
    private final TopicRights rights;
    private final OpenConnections connections;
    private final JsonMapper json;
    private final OpenStreams open = new OpenStreams();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    StreamEndpoint(
            CallersRights services, Hints hints, TopicRights rights, OpenConnections connections, JsonMapper json) {
        this.services = services;
        this.hints = hints;
        this.rights = rights;
        this.connections = connections;
        this.json = json;
    }

    @GetMapping("/api/v1/stream")
    void stream(
            @RequestParam(required = false) @Nullable List<String> topics,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        var watched = Topic.parse(topics == null ? List.of() : topics);
        var cursor = StreamCursor.parse(lastEventId);
        var caller = Caller.of(request);
        open.enter(caller.principal().id());
        try {
            serve(watched, cursor, caller, Asker.of(request), response);
        } catch (IOException gone) {
            LOG.debug("a browser is gone: {}", gone.toString());
        } finally {
            open.leave(caller.principal().id());
        }
    }

    private void serve(
            List<Topic> watched, StreamCursor known, Caller caller, Asker asker, HttpServletResponse response)
            throws IOException, InterruptedException {
        var outbox = new Outbox();
        var cursor = new StreamCursor();
        var logs = new ArrayList<LogReader>();
        var hinted = new ArrayList<String>();
        for (var topic : watched) {
            if (topic.isLog()) {
                logs.add(log(topic, known, cursor, asker, outbox));
            } else {
                var refused = rights.refusal(topic, asker);
                if (refused == null) {
                    hinted.add(topic.name());
                } else {
                    outbox.put(new News.Refused(topic.name(), refused));
                }
            }
        }
        long position = known.hints().orElseGet(hints::head);
        cursor.seenHints(position);
        var stream = new BrowserStream(cursor, outbox, logs, json);
        try (var connection = connections.add(caller.credentialId(), stream::end)) {
            connection.endless();
            SseWire.begin(response);
            logs.forEach(readers::execute);
            if (!hinted.isEmpty()) {
                readers.execute(new HintReader(hints, position, hinted, caller.principal(), outbox));
            }
            stream.write(response, connection, hinted);
        } finally {
            outbox.close();
            logs.forEach(LogReader::hangUp);
        }
    }

    /** The cursor of a reconnect knows better than the address, which stays the same. */
    private LogReader log(Topic topic, StreamCursor known, StreamCursor cursor, Asker asker, Outbox outbox) {
        var seen = known.seq(topic.name());
        if (seen.isEmpty() && topic.from() != null) {
            seen = OptionalLong.of(topic.from());
        }
        seen.ifPresent(seq -> cursor.seen(topic.name(), seq));
        return new LogReader(topic, seen.isEmpty() ? null : seen.getAsLong(), services, asker, outbox, json);
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
