package dev.agentdesk.terminal.tty;

import dev.agentdesk.terminal.screen.Screen;
import dev.agentdesk.terminal.tty.Viewer.Pending;
import dev.agentdesk.terminal.tty.Viewer.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer of a terminal is sent next: where it begins, a picture of the screen, the output from there on and the
 * messages between, and at last the farewell.
 *
 * <p>Law: one step at a time, in order and without a gap; whoever is too far behind begins again with a picture.
 * Belongs to the lock of its {@link LiveTerminal}.
 */
final class Steps {

    /** Behind by more than this, a viewer is shown the present screen instead. */
    private static final long MOST_BEHIND = 1 << 20;

    /** Sent and not yet acknowledged, by who acknowledges. */
    static final long WINDOW = 512 * 1024;

    /** Messages to a viewer that does not read; then it is shown everything anew. */
    static final int MOST_PENDING = 256;

    private static final int PIECE = 32 * 1024;

    private final String id;
    private final Screen screen;
    private final OutputRing ring;
    private final Function<Viewer, Told.@Nullable Driver> driver;
    private final Function<Viewer, List<Told.Watcher>> viewers;
    private @Nullable Object farewell;

    Steps(
            String id,
            Screen screen,
            OutputRing ring,
            Function<Viewer, Told.@Nullable Driver> driver,
            Function<Viewer, List<Told.Watcher>> viewers) {
        this.id = id;
        this.screen = screen;
        this.ring = ring;
        this.driver = driver;
        this.viewers = viewers;
    }

    /** Nothing more comes; everybody is told so once they have seen everything. */
    void end(Object message) {
        farewell = message;
    }

    boolean haveEnded() {
        return farewell != null;
    }

    /** Null if there is nothing to send at the moment. */
    @Nullable
    Step next(Viewer viewer) {
        if (viewer.closeCode != 0) {
            return new Step.Close(viewer.closeCode, viewer.closeReason);
        }
        return switch (viewer.phase) {
            case HELLO -> hello(viewer);
            case ASKING -> viewer.asked ? begin(viewer) : null;
            case PICTURE -> picture(viewer);
            case FOLLOWING -> follow(viewer);
        };
    }

    private Step hello(Viewer viewer) {
        viewer.phase = Phase.ASKING;
        return new Step.Message(new Told.Hello(
                "hello",
                id,
                screen.columns(),
                screen.rows(),
                viewer.mayDrive ? "drive" : "view",
                driver.apply(viewer),
                ring.head(),
                ring.oldest(),
                viewers.apply(viewer)));
    }

    private Step begin(Viewer viewer) {
        var from = viewer.from;
        if (from == null || from < ring.oldest() || from > ring.head()) {
            return takePicture(viewer);
        }
        viewer.phase = Phase.FOLLOWING;
        viewer.sent = from;
        viewer.acknowledged = from;
        catchUpTo(viewer, ring.head());
        return Objects.requireNonNull(follow(viewer));
    }

    private void catchUpTo(Viewer viewer, long offset) {
        viewer.liveAt = offset;
        viewer.pending.add(new Pending(offset, Told.live()));
    }

    private Step takePicture(Viewer viewer) {
        var snapshot = screen.snapshot();
        viewer.phase = Phase.PICTURE;
        viewer.picture = snapshot.bytes();
        viewer.pictureSent = 0;
        viewer.sent = Math.max(snapshot.offset(), ring.oldest());
        viewer.acknowledged = viewer.sent;
        if (!viewer.pending.isEmpty()) {
            viewer.pending.clear();
            viewer.pending.add(new Pending(viewer.sent, new Told.DriverIs("driver", driver.apply(viewer))));
            viewer.pending.add(new Pending(viewer.sent, new Told.Viewers("viewers", viewers.apply(viewer))));
        }
        return new Step.Message(
                new Told.Snapshot("snapshot", viewer.sent, viewer.picture.length, screen.columns(), screen.rows()));
    }

    private Step picture(Viewer viewer) {
        int left = viewer.picture.length - viewer.pictureSent;
        if (left > 0) {
            var piece =
                    Arrays.copyOfRange(viewer.picture, viewer.pictureSent, viewer.pictureSent + Math.min(PIECE, left));
            viewer.pictureSent += piece.length;
            return new Step.Output(piece);
        }
        viewer.picture = new byte[0];
        viewer.phase = Phase.FOLLOWING;
        viewer.liveAt = viewer.sent;
        return new Step.Message(Told.live());
    }

    private @Nullable Step follow(Viewer viewer) {
        boolean mayRead = !viewer.acknowledges || viewer.sent - viewer.acknowledged < WINDOW;
        if (mayRead && (ring.head() - viewer.sent > MOST_BEHIND || viewer.pending.size() > MOST_PENDING)) {
            return resync(viewer);
        }
        var message = viewer.pending.peek();
        long until = message == null ? ring.head() : Math.max(viewer.sent, message.offset());
        if (message != null && viewer.sent >= until) {
            viewer.pending.remove();
            return new Step.Message(message.message());
        }
        if (viewer.sent < until && mayRead) {
            var piece = ring.read(viewer.sent, (int) Math.min(PIECE, until - viewer.sent));
            viewer.sent += piece.length;
            return new Step.Output(piece);
        }
        if (viewer.sent == ring.head() && farewell != null) {
            var last = farewell;
            viewer.ends(1000, "exited");
            return new Step.Message(last);
        }
        return null;
    }

    /** The picture follows, in the present size, with the present driver. */
    private Step resync(Viewer viewer) {
        viewer.phase = Phase.ASKING;
        viewer.asked = true;
        viewer.from = null;
        viewer.pending.clear();
        // Not sent as it is, but a reason to tell who drives and who watches after the picture.
        viewer.pending.add(new Pending(0, Told.resync()));
        return new Step.Message(Told.resync());
    }
}
