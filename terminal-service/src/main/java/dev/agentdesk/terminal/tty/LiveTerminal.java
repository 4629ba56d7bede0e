package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.screen.Screen;
import dev.agentdesk.terminal.tty.Viewer.Pending;
import dev.agentdesk.terminal.tty.Viewer.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that runs on this node: its output, its screen, who watches and who drives. Survives all viewers.
 *
 * <p>Law: bytes reach each viewer in order and without a gap from the offset that it was told, until it is told
 * otherwise by a resync. Only the driver's input and size have an effect. Nobody waits for a slow viewer; while one
 * reads on, the program is held back, within bounds, so that this one misses nothing.
 */
final class LiveTerminal {

    /** More watch nothing. */
    static final int MOST_VIEWERS = 20;

    /** No viewer slows a program down below 256 KiB a second: nanoseconds per byte. */
    private static final long SLOWEST_NANOS = 1_000_000_000L / (256 * 1024);

    /** A viewer that has not moved for so long holds the program up no longer. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final Pty pty;
    private final Recording recording;
    private final Screen screen;
    private final OutputRing ring = new OutputRing();
    private final List<Viewer> viewers = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Steps steps;
    private @Nullable Viewer driver;

    LiveTerminal(String id, Pty pty, Recording recording, int columns, int rows) {
        this.pty = pty;
        this.recording = recording;
        this.screen = new Screen(columns, rows);
        this.steps = new Steps(id, screen, ring, this::driverFor, this::viewersFor);
    }

    Pty pty() {
        return pty;
    }

    Recording recording() {
        return recording;
    }

    /** What is true of it now. */
    record Now(
            int columns,
            int rows,
            String title,
            int viewers,
            @Nullable String driver,
            long bytes) {}

    Now now() {
        return locked(() -> new Now(
                screen.columns(),
                screen.rows(),
                screen.title(),
                viewers.size(),
                driver == null ? null : driver.principal.id(),
                ring.head()));
    }

    /** Takes what the program printed; waits while the viewer that is furthest is far behind and moves on. */
    void output(byte[] bytes, int count) throws InterruptedException {
        recording.output(bytes, count);
        lock.lockInterruptibly();
        try {
            ring.append(bytes, 0, count);
            screen.feed(bytes, 0, count);
            wakeAll();
            long patience = count * SLOWEST_NANOS;
            while (patience > 0 && isTooFast()) {
                patience = moved.awaitNanos(patience);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isTooFast() {
        long now = System.nanoTime();
        long behind = Long.MAX_VALUE;
        for (Viewer viewer : viewers) {
            if (viewer.phase == Phase.FOLLOWING && now - viewer.lastProgress < PATIENCE) {
                behind = Math.min(behind, ring.head() - viewer.sent);
            }
        }
        return behind != Long.MAX_VALUE && behind > Steps.WINDOW;
    }

    /** Nothing more comes; viewers are told once they have seen everything. */
    void exited(@Nullable Integer code, @Nullable String signal, String reason) {
        locked(() -> {
            steps.end(new Told.Exit("exit", code, signal, reason));
            wakeAll();
            return true;
        });
        recording.close();
    }

    /** Null if there are too many, or it has ended. */
    @Nullable
    Viewer join(Principal principal, boolean mayDrive) {
        return locked(() -> {
            if (viewers.size() >= MOST_VIEWERS || steps.haveEnded()) {
                return null;
            }
            var viewer = new Viewer(this, principal, mayDrive, lock.newCondition());
            viewers.add(viewer);
            if (mayDrive && driver == null) {
                handOver(viewer);
            }
            tellWhoWatches();
            return viewer;
        });
    }

    boolean isFull() {
        return locked(() -> viewers.size() >= MOST_VIEWERS);
    }

    void leave(Viewer viewer) {
        locked(() -> {
            viewers.remove(viewer);
            if (driver == viewer) {
                handOver(null);
            }
            tellWhoWatches();
            moved.signalAll();
            return true;
        });
    }

    void drive(Viewer viewer) {
        boolean taken = locked(() -> {
            boolean other = viewer.mayDrive && driver != viewer && viewers.contains(viewer);
            if (other) {
                handOver(viewer);
            }
            return other;
        });
        if (taken) {
            pty.forgetInput();
        }
    }

    private void handOver(@Nullable Viewer to) {
        driver = to;
        tell(viewer -> new Told.DriverIs("driver", driverFor(viewer)));
    }

    private Told.@Nullable Driver driverFor(Viewer viewer) {
        return driver == null
                ? null
                : new Told.Driver(driver.principal.name(), driver.principal.id(), driver == viewer);
    }

    private void tellWhoWatches() {
        tell(viewer -> new Told.Viewers("viewers", viewersFor(viewer)));
    }

    private List<Told.Watcher> viewersFor(Viewer viewer) {
        return viewers.stream()
                .map(it -> new Told.Watcher(it.principal.name(), it.principal.id(), it == viewer))
                .toList();
    }

    void input(Viewer viewer, byte[] bytes) throws InterruptedException {
        boolean obeyed =
                locked(() -> driver == viewer && viewer.phase == Phase.FOLLOWING && viewer.sent >= viewer.liveAt);
        if (obeyed && bytes.length > 0) {
            pty.type(bytes);
        }
    }

    void resize(Viewer viewer, int columns, int rows) {
        locked(() -> {
            int wide = Math.clamp(columns, Screen.FEWEST_COLUMNS, Screen.MOST_COLUMNS);
            int high = Math.clamp(rows, Screen.FEWEST_ROWS, Screen.MOST_ROWS);
            if (driver == viewer && !steps.haveEnded() && (wide != screen.columns() || high != screen.rows())) {
                screen.resize(wide, high);
                pty.resize(wide, high);
                recording.resize(wide, high);
                tell(any -> Told.size(wide, high));
            }
            return true;
        });
    }

    void attachFrom(Viewer viewer, @Nullable Long offset) {
        locked(() -> {
            if (!viewer.asked) {
                viewer.asked = true;
                viewer.from = offset;
                viewer.changed.signal();
            }
            return true;
        });
    }

    void acknowledge(Viewer viewer, long number, boolean more) {
        locked(() -> {
            long offset = more ? viewer.acknowledged + Math.clamp(number, 0, Steps.WINDOW) : number;
            viewer.acknowledges = true;
            viewer.acknowledged = Math.clamp(offset, viewer.acknowledged, Math.max(viewer.acknowledged, viewer.sent));
            progress(viewer);
            viewer.changed.signal();
            return true;
        });
    }

    void close(Viewer viewer, int code, String reason) {
        locked(() -> {
            viewer.ends(code, reason);
            return true;
        });
    }

    List<Viewer> viewers() {
        return locked(() -> List.copyOf(viewers));
    }

    private void progress(Viewer viewer) {
        viewer.lastProgress = System.nanoTime();
        moved.signalAll();
    }

    private void tell(Function<Viewer, Object> message) {
        for (Viewer viewer : viewers) {
            if (viewer.phase != Phase.HELLO && viewer.pending.size() <= Steps.MOST_PENDING) {
                viewer.pending.add(new Pending(ring.head(), message.apply(viewer)));
                viewer.changed.signal();
            }
        }
    }

    private void wakeAll() {
        viewers.forEach(viewer -> viewer.changed.signal());
    }

    Step next(Viewer viewer) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            progress(viewer);
            while (true) {
                var step = steps.next(viewer);
                if (step != null) {
                    return step;
                }
                long wait = viewer.phase == Phase.ASKING ? Viewer.ATTACH_NANOS : Viewer.PING_NANOS;
                if (viewer.changed.awaitNanos(wait) <= 0) {
                    if (viewer.phase != Phase.ASKING) {
                        return new Step.Ping();
                    }
                    viewer.asked = true;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private interface Work<T extends @Nullable Object> {

        T get();
    }

    private <T extends @Nullable Object> T locked(Work<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
