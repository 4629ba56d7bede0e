package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.security.Principal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * One who watches a terminal, and may drive it. Its sender asks {@link #next()} what to send, one step at a time, and
 * may be as slow as it likes: it holds nobody up, and is shown the present screen when it is too far behind.
 *
 * <p>All fields belong to the lock of its {@link LiveTerminal}.
 */
public final class Viewer {

    /** As the gateway and browsers forget silent connections. */
    static final long PING_NANOS = 20_000_000_000L;

    /** How long one may take to say where it wants to begin. */
    static final long ATTACH_NANOS = 250_000_000L;

    final LiveTerminal terminal;
    final Principal principal;
    final boolean mayDrive;
    final Condition changed;

    /** Messages and the offset of output before which they must not be sent. */
    final Deque<Pending> pending = new ArrayDeque<>();

    Phase phase = Phase.HELLO;

    @Nullable
    Long from;

    boolean asked;
    long sent;
    long acknowledged;
    boolean acknowledges;
    long liveAt;
    byte[] picture = {};
    int pictureSent;
    long lastProgress;
    int closeCode;
    String closeReason = "";

    /** Where it stands. */
    enum Phase {
        HELLO,
        ASKING,
        PICTURE,
        FOLLOWING
    }

    record Pending(long offset, Object message) {}

    Viewer(LiveTerminal terminal, Principal principal, boolean mayDrive, Condition changed) {
        this.terminal = terminal;
        this.principal = principal;
        this.mayDrive = mayDrive;
        this.changed = changed;
        this.lastProgress = System.nanoTime();
    }

    public Principal principal() {
        return principal;
    }

    public boolean mayDrive() {
        return mayDrive;
    }

    /** The first reason counts. Under the lock. */
    void ends(int code, String reason) {
        if (closeCode == 0) {
            closeCode = code;
            closeReason = reason;
            changed.signal();
        }
    }

    /** Waits for the next step. After {@link Step.Close} there is none. */
    public Step next() throws InterruptedException {
        return terminal.next(this);
    }

    /** Where it wants to begin, if that is still known; null for the present screen. Counts once, at the beginning. */
    public void attach(@Nullable Long offset) {
        terminal.attachFrom(this, offset);
    }

    /** What it has shown, by offset. */
    public void acknowledge(long offset) {
        terminal.acknowledge(this, offset, false);
    }

    /** What it has shown since it last said so. */
    public void acknowledgeMore(long count) {
        terminal.acknowledge(this, count, true);
    }

    /** Types; nothing happens unless it drives. May wait while the program does not read. */
    public void input(byte[] bytes) throws InterruptedException {
        terminal.input(this, bytes);
    }

    public void resize(int columns, int rows) {
        terminal.resize(this, columns, rows);
    }

    /** Takes over; nothing happens if it may only watch. */
    public void drive() {
        terminal.drive(this);
    }

    public void close(int code, String reason) {
        terminal.close(this, code, reason);
    }

    /** It is gone. */
    public void left() {
        terminal.leave(this);
    }
}
