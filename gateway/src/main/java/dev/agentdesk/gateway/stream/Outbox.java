package dev.agentdesk.gateway.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits to be written to one browser: bounded, so that a topic with a long past is read no faster than it is
 * written.
 *
 * <p>Thread safe. Topics put, one writer takes.
 */
final class Outbox {

    /** Per stream; a slow browser holds this much of our memory and not more. */
    private static final int MOST_BYTES = 512 * 1024;

    private final ArrayDeque<News> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /** Waits for room. False: nobody takes any more. */
    synchronized boolean put(News news) throws InterruptedException {
        while (bytes > MOST_BYTES && !closed) {
            wait();
        }
        if (closed) {
            return false;
        }
        waiting.add(news);
        bytes += news.size();
        notifyAll();
        return true;
    }

    /** All that waits; empty if the time is over or the box is closed. */
    synchronized List<News> take(long millis) throws InterruptedException {
        if (waiting.isEmpty() && !closed) {
            wait(millis);
        }
        var taken = new ArrayList<>(waiting);
        waiting.clear();
        bytes = 0;
        notifyAll();
        return taken;
    }

    /** Waits for that long; true as soon as the box is closed. */
    synchronized boolean awaitClosed(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return closed;
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
