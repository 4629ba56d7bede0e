package dev.agentdesk.terminal.tool;

import dev.agentdesk.terminal.sandbox.ProcessTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One command that goes on by itself; of what it prints the newest part is kept. Thread-safe. */
final class Job {

    private static final int KEPT = 24 * 1024;
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final String id;
    private final Process process;
    private final ProcessTree tree;
    private final Duration grace;
    private final Thread reader;
    private final byte[] ring = new byte[KEPT];
    private long size;

    Job(String id, Process process, ProcessTree tree, Duration grace) {
        this.id = id;
        this.process = process;
        this.tree = tree;
        this.grace = grace;
        this.reader = Thread.ofVirtual().name("job " + id).start(this::read);
    }

    String id() {
        return id;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Everything that came of it is gone when this returns. */
    void stop() {
        tree.end(grace);
    }

    /** Whether and how it ended, and what it printed last. */
    String report() {
        settle();
        var state = isRunning() ? "is running" : "has ended with exit code " + process.exitValue();
        return "Job " + id + " " + state + "; it printed " + printed() + " bytes.\n" + newest();
    }

    /** What an ended one printed last is still in the pipe. */
    private void settle() {
        try {
            if (!isRunning() && !reader.join(DRAIN)) {
                process.getInputStream().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException closed) {
            reader.interrupt();
        }
    }

    private void read() {
        var buffer = new byte[8 * 1024];
        try (var in = process.getInputStream()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                keep(buffer, length);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private synchronized void keep(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) ((size + i) % KEPT)] = bytes[i];
        }
        size += length;
    }

    private synchronized long printed() {
        return size;
    }

    private synchronized String newest() {
        if (size <= KEPT) {
            return new String(ring, 0, (int) size, StandardCharsets.UTF_8);
        }
        var bytes = new byte[KEPT];
        int at = (int) (size % KEPT);
        System.arraycopy(ring, at, bytes, 0, KEPT - at);
        System.arraycopy(ring, 0, bytes, KEPT - at, at);
        return "[…]\n" + new String(bytes, StandardCharsets.UTF_8);
    }
}
