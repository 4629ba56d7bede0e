package dev.agentdesk.terminal.tty;

import com.pty4j.PtyProcess;
import com.pty4j.WinSize;
import dev.agentdesk.terminal.sandbox.ProcessTree;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program on its pseudo terminal, with everything that came of it. */
final class Pty {

    /** Pieces of input that wait for a program that does not read; then who types waits. */
    private static final int MOST_WAITING = 64;

    private final PtyProcess process;
    private final ProcessTree tree;
    private final Duration grace;
    private final BlockingQueue<byte[]> input = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean ended;

    Pty(PtyProcess process, ProcessTree tree, Duration grace) {
        this.process = process;
        this.tree = tree;
        this.grace = grace;
    }

    /** Begins to pass on what is typed. A thread of its own: a program that does not read holds it up. */
    void start(String name) {
        Thread.ofPlatform().name("input-" + name).daemon().start(this::passInput);
    }

    InputStream output() {
        return process.getInputStream();
    }

    void resize(int columns, int rows) {
        process.setWinSize(new WinSize(columns, rows));
    }

    void type(byte[] bytes) throws InterruptedException {
        while (!ended && !input.offer(bytes, 500, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
    }

    /** Forgets what was typed and has not been read: who takes over begins afresh. */
    void forgetInput() {
        input.clear();
    }

    /** The exit code, when the program and all that came of it are gone. */
    int await() throws InterruptedException {
        int code = process.waitFor();
        tree.end(grace);
        ended = true;
        input.clear();
        return code;
    }

    /** Tells all that their terminal is gone; ends those who stay. */
    void end() {
        tree.hangUp();
        tree.end(grace);
    }

    /** After the end; what is still in the pipe is lost. */
    void close() {
        process.destroy();
        try {
            process.getInputStream().close();
            process.getOutputStream().close();
        } catch (IOException gone) {
            // it is gone, which is what was wanted
        }
    }

    private void passInput() {
        try {
            var out = process.getOutputStream();
            while (!ended) {
                var piece = input.poll(1, TimeUnit.SECONDS);
                if (piece != null) {
                    out.write(piece);
                    out.flush();
                }
            }
        } catch (IOException gone) {
            ended = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
