package dev.agentdesk.terminal.program;

import dev.agentdesk.terminal.sandbox.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One running program and all that came of it.
 *
 * <p>Its runner may change: whoever has adopted it owns it, and an older one is refused. Thread-safe.
 */
final class AgentProgram {

    private static final int BUFFER = 32 * 1024;

    /** The last lines are in the pipe when the last process is gone. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final ProgramStart start;
    private final Process process;
    private final ProcessTree tree;
    private final Spool spool;
    private final Duration grace;
    private final LastWords words = new LastWords();
    /** A program that does not read blocks whoever writes, and nobody else. */
    private final Object input = new Object();

    private long generation;
    private long written;
    private Instant heard;
    private @Nullable String note;
    private @Nullable Integer exitCode;
    private boolean flooded;

    AgentProgram(ProgramStart start, Process process, ProcessTree tree, Spool spool, Duration grace, Instant now) {
        this.start = start;
        this.process = process;
        this.tree = tree;
        this.spool = spool;
        this.grace = grace;
        this.generation = start.turnGeneration();
        this.heard = now;
    }

    /** Reads what it says from here on. */
    AgentProgram listen() {
        Thread.ofVirtual().name("words of " + start.turnId()).start(() -> words.listen(process.getErrorStream()));
        var lines = Thread.ofVirtual().name("lines of " + start.turnId()).start(this::copy);
        Thread.ofVirtual().name("end of " + start.turnId()).start(() -> await(lines));
        return this;
    }

    /** One that has closed its output can't be talked to any more. */
    private void copy() {
        var buffer = new byte[BUFFER];
        try (var in = process.getInputStream()) {
            boolean room = true;
            for (int count = in.read(buffer); count >= 0 && room; count = in.read(buffer)) {
                room = spool.append(buffer, count);
            }
            flood(!room);
        } catch (IOException closed) {
            spool.end();
        }
        tree.end(grace);
    }

    private synchronized void flood(boolean is) {
        flooded = is;
    }

    private void await(Thread lines) {
        try {
            int code = process.waitFor();
            tree.end(grace);
            lines.join(DRAIN);
            exited(code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            spool.end();
        }
    }

    private synchronized void exited(int code) {
        exitCode = code;
    }

    ProgramStart start() {
        return start;
    }

    Spool spool() {
        return spool;
    }

    synchronized long generation() {
        return generation;
    }

    synchronized boolean parked() {
        return note != null;
    }

    synchronized Instant heard() {
        return heard;
    }

    synchronized void hear(Instant now) {
        heard = now;
    }

    /** Left alone with what its runner has to know later. */
    synchronized void park(String newNote, Instant now) {
        note = newNote;
        heard = now;
    }

    /** The note of the runner that left it; null where it was not left, or has ended. */
    synchronized @Nullable String adopt(long byGeneration, Instant now) {
        var left = process.isAlive() ? note : null;
        if (left != null) {
            generation = byGeneration;
            note = null;
            heard = now;
        }
        return left;
    }

    /**
     * Writes what it has not read yet; a repeat is harmless.
     *
     * @param at how many bytes were written before this
     * @return whether it takes any more
     */
    boolean write(long at, byte[] text) {
        synchronized (input) {
            return at < written || at == written && put(text);
        }
    }

    private boolean put(byte[] text) {
        try {
            var in = process.getOutputStream();
            in.write(text);
            in.flush();
            written += text.length;
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    synchronized ProgramState state() {
        return new ProgramState(exitCode == null, exitCode, flooded, words.text());
    }

    /** Closes its input, waits, asks it to end, ends it; when this returns nothing of it is alive. */
    void end(Duration patience) {
        if (!patience.isZero() && process.isAlive()) {
            Thread.ofVirtual().start(this::hangUp);
            try {
                process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        tree.end(patience);
        try {
            spool.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A pipe that is full does not close at once. */
    private void hangUp() {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            return;
        }
    }
}
