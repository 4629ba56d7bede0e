package dev.agentdesk.session.runner;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.acp.Lines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The line to one agent program: its lines come in order and as fast as they are taken, ours go out in order.
 *
 * <p>Reads ahead by a few pieces only; what the program prints meanwhile waits in terminal-service. Sending never
 * waits: a program may not read. One thread takes and sends.
 */
final class ProgramLine implements AutoCloseable {

    private static final int AHEAD = 4;

    /** A terminal-service that restarts takes its programs with it; this is for a connection that was lost. */
    private static final int MOST_ATTEMPTS = 3;

    private static final int LOOK_MS = 20;

    /**
     * Lines that came together.
     *
     * @param next where the first line after them begins
     */
    record Batch(List<String> lines, long next, boolean ended) {}

    private final ProgramHost host;
    private final ProgramHost.Address address;
    private final BlockingQueue<Batch> inbox = new ArrayBlockingQueue<>(AHEAD);
    private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>();
    private final AtomicInteger unsent = new AtomicInteger();
    private final Lines lines = new Lines();
    private final Thread reader;
    private final Thread sender;
    private long read;
    private long next;
    private final AtomicLong written;
    private volatile boolean closed;
    private volatile boolean deaf;

    /**
     * @param from where the first line begins
     * @param written how much was sent before
     */
    ProgramLine(ProgramHost host, ProgramHost.Address address, long from, long written) {
        this.host = host;
        this.address = address;
        this.read = from;
        this.next = from;
        this.written = new AtomicLong(written);
        this.reader = begin("lines", this::readAll);
        this.sender = begin("input", this::sendAll);
    }

    private Thread begin(String what, Runnable work) {
        var context = RequestContext.current();
        return Thread.ofVirtual().name(what + " of " + address.turnId()).start(() -> context.run(work::run));
    }

    private void readAll() {
        int failed = 0;
        boolean ended = false;
        while (!ended && !closed) {
            try {
                var piece = host.lines(address, read);
                read += piece.bytes().length;
                ended = piece.ended();
                failed = 0;
                put(piece);
            } catch (PeerUnavailable e) {
                ended = ++failed >= MOST_ATTEMPTS;
                put(new ProgramHost.Piece(new byte[0], ended));
            } catch (Rejection notOurs) {
                ended = true;
                put(new ProgramHost.Piece(new byte[0], true));
            }
        }
    }

    private void put(ProgramHost.Piece piece) {
        if (piece.bytes().length == 0 && !piece.ended()) {
            return;
        }
        var whole = lines.add(piece.bytes());
        try {
            inbox.put(new Batch(whole, read - lines.pending(), piece.ended()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAll() {
        try {
            while (!closed && !deaf) {
                var message = outbox.take();
                deaf = !host.input(address, written.get(), message);
                written.addAndGet(message.getBytes(StandardCharsets.UTF_8).length);
                unsent.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (PeerUnavailable | Rejection e) {
            deaf = true;
        }
    }

    /** Null where none came in time. */
    @Nullable
    Batch poll(Duration wait) {
        try {
            var batch = inbox.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (batch != null && !batch.lines().isEmpty()) {
                next = batch.next();
            }
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Whoever waits for lines looks up. */
    void wake() {
        inbox.offer(new Batch(List.of(), 0, false));
    }

    /** Goes out behind what was sent before. */
    void send(String message) throws ProgramGone {
        if (deaf) {
            throw new ProgramGone("it takes no input any more");
        }
        unsent.incrementAndGet();
        outbox.add(message);
    }

    /** Waits until the program has been given all that was sent. */
    void drain(Duration longest) throws ProgramGone {
        for (long left = longest.toMillis(); unsent.get() > 0; left -= LOOK_MS) {
            if (deaf || left <= 0) {
                throw new ProgramGone("it takes no input any more");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProgramGone("the service is stopping");
            }
        }
    }

    /** Where the first line begins that was not taken. */
    long next() {
        return next;
    }

    long written() {
        return written.get();
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        sender.interrupt();
    }
}
