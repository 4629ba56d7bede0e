package dev.agentdesk.kit.feed;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live log of one aggregate as server-sent events, {@code id} = {@code seq}.
 *
 * <p>Every watcher pulls by its own cursor and is only woken by signals, so the past and the present are one loop
 * without a seam. A watcher that does not read is cut by the write time-out; the writer of events never waits for
 * anybody. Who may watch is the caller's question.
 */
public final class LiveLog {

    /** In the answer: the newest {@code seq} at its beginning, so that a watcher knows when it has caught up. */
    public static final String HEAD = "X-Agentdesk-Head";

    /** From the gateway: this stream is a part of one that the gateway has counted already. */
    public static final String COUNTED = "X-Agentdesk-Stream-Counted";

    private static final Logger LOG = LoggerFactory.getLogger(LiveLog.class);

    private final Feeds feeds;
    private final OpenStreams open = new OpenStreams();

    public LiveLog(Feeds feeds) {
        this.feeds = feeds;
    }

    /**
     * Writes until the watcher is gone or this replica stops.
     *
     * @param after what the watcher has seen; {@code Last-Event-ID} says it first, and without both it has seen all
     * @throws Rejection {@code beyond-head}; 429 beyond {@link OpenStreams#MOST} of one principal
     */
    public void write(
            String aggregateId,
            String principal,
            @Nullable Long after,
            HttpServletRequest request,
            HttpServletResponse response) {
        write(aggregateId, principal, after, request, response, null);
    }

    /**
     * As {@link #write}, with frames in between that are not of the log: they have no id and come before the event that
     * they announce, or not at all.
     *
     * @param soFar what such frames have told by now
     */
    public void writeWithPreviews(
            String aggregateId,
            String principal,
            @Nullable Long after,
            HttpServletRequest request,
            HttpServletResponse response,
            Supplier<List<Feeds.Preview>> soFar) {
        write(aggregateId, principal, after, request, response, soFar);
    }

    private void write(
            String aggregateId,
            String principal,
            @Nullable Long after,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Supplier<List<Feeds.Preview>> soFar) {
        long head = feeds.lastSeq(aggregateId);
        long cursor = cursor(head, after, request.getHeader("Last-Event-ID"));
        var counted = request.getHeader(COUNTED) == null ? principal : "";
        if (!counted.isEmpty()) {
            open.enter(counted);
        }
        try {
            response.setHeader(HEAD, Long.toString(head));
            write(aggregateId, cursor + 1, response, soFar);
        } finally {
            if (!counted.isEmpty()) {
                open.leave(counted);
            }
        }
    }

    /** How many streams are open on this replica, but for those that the gateway counts. */
    public int watching() {
        return open.all();
    }

    private void write(
            String id, long first, HttpServletResponse response, @Nullable Supplier<List<Feeds.Preview>> soFar) {
        var feed = feeds.enter(id);
        try {
            SseWire.begin(response);
            follow(id, feed, first, response, soFar);
        } catch (IOException gone) {
            LOG.debug("a watcher of {} is gone: {}", id, gone.toString());
        } finally {
            feeds.leave(id);
        }
    }

    private void follow(
            String id,
            Feed feed,
            long first,
            HttpServletResponse response,
            @Nullable Supplier<List<Feeds.Preview>> soFar)
            throws IOException {
        long next = first;
        var out = response.getOutputStream();
        var previews = new ShownPreviews(feeds, feed, out, soFar);
        try {
            previews.begin();
            while (!feed.closed()) {
                long position = next;
                boolean shown = previews.write();
                var frames = feed.from(next).orElseGet(() -> feeds.stored(id, position));
                for (var frame : frames) {
                    out.write(frame.bytes());
                    next = frame.seq() + 1;
                }
                response.flushBuffer();
                if (frames.isEmpty() && !shown) {
                    feed.await(next, previews.seen(), SseWire.HEARTBEAT_MS);
                    if (nothing(feed, next, previews.seen())) {
                        SseWire.heartbeat(response);
                        response.flushBuffer();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean nothing(Feed feed, long next, long seen) {
        return feed.from(next).filter(List::isEmpty).isPresent() && feed.previewHead() <= seen && !feed.closed();
    }

    private static long cursor(long head, @Nullable Long after, @Nullable String lastEventId) {
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
