package dev.agentdesk.kit.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far one watcher has seen the frames that are not of the log, if it wants to see any. */
final class ShownPreviews {

    private final Feeds feeds;
    private final Feed feed;
    private final OutputStream out;
    private final @Nullable Supplier<List<Feeds.Preview>> soFar;
    private long seen;

    ShownPreviews(Feeds feeds, Feed feed, OutputStream out, @Nullable Supplier<List<Feeds.Preview>> soFar) {
        this.feeds = feeds;
        this.feed = feed;
        this.out = out;
        this.soFar = soFar;
        this.seen = soFar == null ? Long.MAX_VALUE : feed.previewHead();
    }

    long seen() {
        return seen;
    }

    void begin() throws IOException {
        if (soFar != null) {
            for (var preview : soFar.get()) {
                out.write(feeds.bytes(preview));
            }
        }
    }

    /** Whether there was anything new. */
    boolean write() throws IOException {
        if (soFar == null) {
            return false;
        }
        var more = feed.previews(seen);
        for (var frame : more.frames()) {
            out.write(frame);
        }
        seen = more.head();
        return !more.frames().isEmpty();
    }
}
