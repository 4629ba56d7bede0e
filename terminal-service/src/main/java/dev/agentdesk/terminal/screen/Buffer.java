package dev.agentdesk.terminal.screen;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the two screens of a terminal: its lines, its cursor, what was saved of it, its scroll region and tab stops.
 *
 * <p>The cursor's column may be one beyond the last: the next character then goes to the next line.
 */
final class Buffer {

    private final @Nullable Scrollback scrollback;
    private Line[] lines;
    private int columns;
    private Tabs tabs;

    int x;
    int y;
    int top;
    int bottom;
    Saved saved = Saved.INITIAL;

    /** A cursor that was put aside. */
    record Saved(int x, int y, long style, int charset) {
        static final Saved INITIAL = new Saved(0, 0, Style.DEFAULT, Charsets.ASCII);
    }

    Buffer(int columns, int rows, @Nullable Scrollback scrollback) {
        this.columns = columns;
        this.scrollback = scrollback;
        this.lines = new Line[rows];
        this.tabs = new Tabs(columns);
        clear(Style.DEFAULT);
    }

    int rows() {
        return lines.length;
    }

    int columns() {
        return columns;
    }

    Tabs tabs() {
        return tabs;
    }

    @Nullable
    Scrollback scrollback() {
        return scrollback;
    }

    Line line(int row) {
        return lines[row];
    }

    Line current() {
        return lines[y];
    }

    /** As new, but for what was saved. */
    void clear(long ground) {
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line(columns, ground);
        }
        x = 0;
        y = 0;
        top = 0;
        bottom = lines.length - 1;
        tabs = new Tabs(columns);
    }

    boolean inRegion() {
        return y >= top && y <= bottom;
    }

    /** The region moves up by one; what leaves at the top of the screen is kept. */
    void scrollUp(long ground, boolean wrapped) {
        if (top == 0 && scrollback != null) {
            scrollback.add(lines[0]);
            System.arraycopy(lines, 1, lines, 0, bottom);
            lines[bottom] = new Line(columns, ground);
            endsAt(bottom);
        } else {
            removeLine(top, ground);
        }
        lines[bottom].wrapped(wrapped);
    }

    /** Lines {@code from} to the end of the region move up by one; nothing is kept. */
    void removeLine(int from, long ground) {
        var gone = lines[from];
        System.arraycopy(lines, from + 1, lines, from, bottom - from);
        gone.clear(ground);
        lines[bottom] = gone;
        lines[from].wrapped(false);
        endsAt(bottom);
    }

    /** Lines {@code from} to the end of the region move down by one. */
    void insertLine(int from, long ground) {
        var gone = lines[bottom];
        System.arraycopy(lines, from, lines, from + 1, bottom - from);
        gone.clear(ground);
        lines[from] = gone;
        endsAt(from);
        endsAt(bottom);
    }

    /** What is below this line does not go on from it. */
    private void endsAt(int row) {
        if (row + 1 < lines.length) {
            lines[row + 1].wrapped(false);
        }
    }

    void resize(int newColumns, int newRows) {
        if (newColumns != columns && scrollback != null) {
            columns = newColumns;
            resizeRows(newRows);
            new Reflow(this, scrollback).to(newColumns);
        } else {
            columns = newColumns;
            resizeRows(newRows);
        }
        for (Line line : lines) {
            line.resize(newColumns);
        }
        tabs = new Tabs(newColumns);
        top = 0;
        bottom = newRows - 1;
        x = Math.min(x, newColumns - 1);
        y = Math.min(y, newRows - 1);
        saved = new Saved(Math.min(saved.x(), newColumns - 1), saved.y(), saved.style(), saved.charset());
    }

    /**
     * Growing takes lines back from above where nothing is below the cursor; shrinking drops what is below it first.
     */
    private void resizeRows(int rows) {
        int have = lines.length;
        var now = new ArrayDeque<>(List.of(lines));
        while (have > rows) {
            if (have > y + 1) {
                now.removeLast();
            } else {
                var gone = now.removeFirst();
                if (scrollback != null) {
                    scrollback.add(gone);
                }
                shift(-1);
            }
            have--;
        }
        while (have < rows) {
            var back = scrollback != null && y + 1 >= have ? scrollback.takeBack() : null;
            if (back == null) {
                now.addLast(new Line(columns, Style.DEFAULT));
            } else {
                now.addFirst(back);
                shift(1);
            }
            have++;
        }
        lines = now.toArray(Line[]::new);
    }

    private void shift(int rows) {
        y += rows;
        saved = new Saved(saved.x(), Math.max(0, saved.y() + rows), saved.style(), saved.charset());
    }

    /** For {@link Reflow}. */
    void replace(Line[] screen) {
        lines = screen;
    }

    Line[] lines() {
        return lines;
    }
}
