package dev.agentdesk.kit.feed;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The newest frames of one log, shared by its watchers on this replica.
 *
 * <p>Thread safe. Frames are added in order and without gaps; a watcher that is too far behind reads the store instead.
 */
final class Feed {

    /** Enough for watchers that are live; memory is bounded per log, whatever its length. */
    private static final int MOST_FRAMES = 128;

    private static final int MOST_BYTES = 1024 * 1024;

    private final ArrayDeque<Frame> ring = new ArrayDeque<>();
    private final ArrayDeque<byte[]> previews = new ArrayDeque<>();
    private long head;
    private long previewHead;
    private int previewBytes;
    private int bytes;
    private int watchers;
    private boolean closed;

    Feed(long head) {
        this.head = head;
    }

    synchronized void enter() {
        watchers++;
    }

    /** Whether nobody is left. */
    synchronized boolean leave() {
        return --watchers == 0;
    }

    synchronized long head() {
        return head;
    }

    synchronized void add(List<Frame> frames) {
        for (var frame : frames) {
            if (frame.seq() == head + 1) {
                keep(frame);
            }
        }
        notifyAll();
    }

    /** The frames from there on: empty if nothing is there yet, absent if they are no longer kept. */
    synchronized Optional<List<Frame>> from(long next) {
        if (next > head) {
            return Optional.of(List.of());
        }
        if (ring.isEmpty() || ring.getFirst().seq() > next) {
            return Optional.empty();
        }
        return Optional.of(ring.stream().filter(it -> it.seq() >= next).toList());
    }

    /** Adds a frame that is not of the log; who does not read it in time never will. */
    synchronized void preview(byte[] frame) {
        previews.addLast(frame);
        previewBytes += frame.length;
        previewHead++;
        while (previewBytes > MOST_BYTES) {
            previewBytes -= previews.removeFirst().length;
        }
        notifyAll();
    }

    synchronized long previewHead() {
        return previewHead;
    }

    /** The previews behind the first {@code seen} ones, as far as they are kept. */
    synchronized Previews previews(long seen) {
        long gone = previewHead - previews.size();
        return new Previews(previews.stream().skip(Math.max(0, seen - gone)).toList(), previewHead);
    }

    /** @param head how many there have been by now */
    record Previews(List<byte[]> frames, long head) {}

    /**
     * Waits until there is something at {@code next}, or more previews than {@code seen}, or the feed is closed, or the
     * time is over.
     */
    synchronized void await(long next, long seen, long millis) throws InterruptedException {
        if (next > head && previewHead <= seen && !closed) {
            wait(millis);
        }
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void keep(Frame frame) {
        if (frame.erases()) {
            ring.clear();
            bytes = 0;
        }
        ring.addLast(frame);
        bytes += frame.bytes().length;
        head = frame.seq();
        while (ring.size() > MOST_FRAMES || bytes > MOST_BYTES && ring.size() > 1) {
            bytes -= ring.removeFirst().bytes().length;
        }
    }
}
