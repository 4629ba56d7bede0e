package dev.agentdesk.terminal.tty;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages from the server to a viewer; their member {@code t} says which. */
final class Told {

    private Told() {}

    /** Who sets the size and is obeyed. */
    record Driver(String name, String principal, boolean you) {}

    /** Somebody who looks on; one person may do so in several windows. */
    record Watcher(String name, String principal, boolean you) {}

    /** Who looks on from now on. */
    record Viewers(String t, List<Watcher> viewers) {}

    record Hello(
            String t,
            String id,
            int cols,
            int rows,
            String mode,
            @Nullable Driver driver,
            long head,
            long oldest,
            List<Watcher> viewers) {}

    /** That many bytes follow, which stand for all output up to the offset; to be shown in that size. */
    record Snapshot(String t, long offset, int bytes, int cols, int rows) {}

    record Live(String t) {}

    record Size(String t, int cols, int rows) {}

    record DriverIs(String t, @Nullable Driver driver) {}

    record Resync(String t) {}

    record Exit(String t, @Nullable Integer code, @Nullable String signal, String reason) {}

    static Live live() {
        return new Live("live");
    }

    static Size size(int cols, int rows) {
        return new Size("size", cols, rows);
    }

    static Resync resync() {
        return new Resync("resync");
    }
}
