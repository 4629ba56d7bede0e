package dev.agentdesk.terminal.screen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lines that have left the screen at its top. The newest are kept as lines, because a screen that grows takes them
 * back; older ones as the bytes that would print them, up to a limit.
 */
final class Scrollback {

    /** Bytes of older lines. */
    private static final int MOST_BYTES = 1 << 20;

    /** No screen is higher. */
    private static final int MOST_FRESH = 300;

    private record Old(byte[] bytes, boolean wrapped) {}

    private final Deque<Line> fresh = new ArrayDeque<>();
    private final Deque<Old> old = new ArrayDeque<>();
    private final Looks looks;
    private int bytes;

    Scrollback(Looks looks) {
        this.looks = looks;
    }

    void add(Line line) {
        fresh.addLast(line);
        while (fresh.size() > MOST_FRESH) {
            age(fresh.removeFirst());
        }
    }

    /** The newest, to be shown again. */
    @Nullable
    Line takeBack() {
        return fresh.pollLast();
    }

    Deque<Line> fresh() {
        return fresh;
    }

    void clear() {
        fresh.clear();
        old.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return fresh.isEmpty() && old.isEmpty();
    }

    private void age(Line line) {
        var next = fresh.peekFirst();
        var text = new StringBuilder();
        new LineWriter(looks, text).write(line, line.isWrapped(), next != null && next.isWrapped());
        var printed = text.toString().getBytes(StandardCharsets.UTF_8);
        old.addLast(new Old(printed, line.isWrapped()));
        bytes += printed.length + 2;
        while (bytes > MOST_BYTES) {
            bytes -= old.removeFirst().bytes().length + 2;
        }
    }

    /** Prints all of it; the cursor is then where the screen's first line goes on or begins. */
    void write(Line first, StringBuilder out) {
        var writer = new LineWriter(looks, out);
        boolean any = false;
        for (Old line : old) {
            out.append(any && !line.wrapped() ? "\r\n" : "");
            out.append(new String(line.bytes(), StandardCharsets.UTF_8));
            any = true;
        }
        Line before = null;
        for (Line line : fresh) {
            if (before != null) {
                writer.write(before, before.isWrapped(), line.isWrapped());
            }
            out.append(any && !line.isWrapped() ? "\r\n" : "");
            before = line;
            any = true;
        }
        if (before != null) {
            writer.write(before, before.isWrapped(), first.isWrapped());
        }
        out.append(any && !first.isWrapped() ? "\r\n" : "");
    }
}
