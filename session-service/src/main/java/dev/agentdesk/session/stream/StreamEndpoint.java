package dev.agentdesk.session.stream;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.overview.Sessions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The live log of a Session as server-sent events.
 *
 * <p>Every watcher pulls by its own cursor and is only woken by signals, so the past and the present are one loop
 * without a seam. A watcher that does not read is cut by the write time-out; the writer of events never waits for
 * anybody.
 */
@RestController
@RequestMapping("/api/v1/sessions/{id}/events/stream")
final class StreamEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(StreamEndpoint.class);

    private static final long HEARTBEAT_MS = 15_000;

    private final Feeds feeds;
    private final EventPages pages;
    private final Sessions sessions;
    private final OpenStreams open = new OpenStreams();

    StreamEndpoint(Feeds feeds, EventPages pages, Sessions sessions) {
        this.feeds = feeds;
        this.pages = pages;
        this.sessions = sessions;
    }

    /** @param previews partial text of engines that have any; the shell engine has none */
    @GetMapping
    void stream(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Boolean previews,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response) {
        var principal = RequestContext.current().principal();
        sessions.visible(id, principal);
        long cursor = cursor(id, after, lastEventId);
        open.enter(principal.id());
        try {
            var feed = feeds.enter(id);
            try {
                begin(response);
                follow(id, feed, cursor + 1, response);
            } catch (IOException gone) {
                LOG.debug("a watcher of {} is gone: {}", id, gone.toString());
            } finally {
                feeds.leave(id);
            }
        } finally {
            open.leave(principal.id());
        }
    }

    /** How many streams are open on this replica. */
    int watching() {
        return open.all();
    }

    private static void begin(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.getOutputStream().write(Frame.RETRY);
        response.flushBuffer();
    }

    private void follow(String id, Feed feed, long first, HttpServletResponse response) throws IOException {
        long next = first;
        var out = response.getOutputStream();
        try {
            while (!feed.closed()) {
                long position = next;
                var frames = feed.from(next).orElseGet(() -> feeds.stored(id, position));
                for (var frame : frames) {
                    out.write(frame.bytes());
                    next = frame.seq() + 1;
                }
                if (frames.isEmpty()) {
                    feed.await(next, HEARTBEAT_MS);
                    if (feed.from(next).filter(List::isEmpty).isPresent() && !feed.closed()) {
                        out.write(Frame.HEARTBEAT);
                    }
                }
                response.flushBuffer();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the client has seen: the header of a reconnect, else the parameter, else everything up to now. */
    private long cursor(String id, @Nullable Long after, @Nullable String lastEventId) {
        long head = pages.lastSeq(id);
        long cursor = lastEventId != null ? parsed(lastEventId) : after != null ? after : head;
        if (cursor < 0) {
            throw InvalidRequest.at("?after", "out-of-range", "A cursor is 0 or a seq.");
        }
        if (cursor > head) {
            throw new Rejection(
                    ProblemCode.BEYOND_HEAD, "The newest event has the seq " + head + ".", Map.of("last_seq", head));
        }
        return cursor;
    }

    private static long parsed(String lastEventId) {
        try {
            return Long.parseLong(lastEventId.strip());
        } catch (NumberFormatException e) {
            throw InvalidRequest.at("Last-Event-ID", "wrong-type", "The id of the last event that was seen.");
        }
    }
}
