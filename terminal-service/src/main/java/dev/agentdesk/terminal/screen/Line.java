package dev.agentdesk.terminal.screen;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of cells: a character and a style each. Mutable, of fixed length until resized. */
final class Line {

    /** Nothing was printed here. */
    static final int EMPTY = 0;

    /** The right half of the character before. */
    static final int TAIL = -1;

    /** A cell may be piled up with marks; more than these say nothing. */
    private static final int MOST_MARKS = 16;

    private int[] text;
    private long[] style;
    private @Nullable Map<Integer, String> marks;
    private boolean wrapped;

    Line(int columns, long ground) {
        text = new int[columns];
        style = new long[columns];
        Arrays.fill(style, ground);
    }

    int columns() {
        return text.length;
    }

    /** Whether it goes on from the line above. */
    boolean isWrapped() {
        return wrapped;
    }

    void wrapped(boolean yes) {
        wrapped = yes;
    }

    int text(int column) {
        return text[column];
    }

    long style(int column) {
        return style[column];
    }

    boolean isWide(int column) {
        return column + 1 < text.length && text[column + 1] == TAIL;
    }

    /** The marks over the character; empty for most. */
    String marks(int column) {
        return marks == null ? "" : marks.getOrDefault(column, "");
    }

    void set(int column, int character, long look) {
        text[column] = character;
        style[column] = character == EMPTY ? Style.ground(look) : look;
        if (marks != null) {
            marks.remove(column);
        }
    }

    /** The fast way for many plain characters. */
    void setAll(int column, byte[] bytes, int from, int count, long look) {
        for (int i = 0; i < count; i++) {
            text[column + i] = bytes[from + i];
        }
        Arrays.fill(style, column, column + count, look);
        if (marks != null) {
            for (int i = 0; i < count; i++) {
                marks.remove(column + i);
            }
        }
    }

    void mark(int column, int character) {
        if (text[column] == EMPTY) {
            text[column] = character;
            return;
        }
        if (marks == null) {
            marks = new HashMap<>();
        }
        var present = marks.getOrDefault(column, "");
        if (present.length() < MOST_MARKS) {
            marks.put(column, present + Character.toString(character));
        }
    }

    /** Where one half of a wide character was overwritten, the other goes. */
    void mend(int from, int end, long look) {
        if (from > 0 && from < text.length && text[from] == TAIL) {
            set(from - 1, EMPTY, look);
        }
        if (end < text.length && text[end] == TAIL) {
            set(end, EMPTY, look);
        }
    }

    void erase(int from, int end, long ground) {
        int last = Math.min(end, text.length);
        mend(from, last, ground);
        for (int i = from; i < last; i++) {
            set(i, EMPTY, ground);
        }
    }

    void clear(long ground) {
        Arrays.fill(text, EMPTY);
        Arrays.fill(style, ground);
        marks = null;
        wrapped = false;
    }

    void insert(int at, int count, long ground) {
        mend(at, at, ground);
        int kept = Math.max(0, text.length - at - count);
        for (int i = kept - 1; i >= 0; i--) {
            copy(at + i, at + count + i);
        }
        for (int i = at; i < Math.min(at + count, text.length); i++) {
            set(i, EMPTY, ground);
        }
        widowed(text.length - 1, ground);
    }

    void delete(int at, int count, long ground) {
        int kept = Math.max(0, text.length - at - count);
        if (at > 0 && text[at] == TAIL) {
            set(at - 1, EMPTY, ground);
        }
        for (int i = 0; i < kept; i++) {
            copy(at + count + i, at + i);
        }
        for (int i = at + kept; i < text.length; i++) {
            set(i, EMPTY, ground);
        }
        if (text[at] == TAIL) {
            set(at, EMPTY, ground);
        }
    }

    void resize(int columns) {
        int before = text.length;
        text = Arrays.copyOf(text, columns);
        style = Arrays.copyOf(style, columns);
        if (columns < before) {
            widowed(columns - 1, Style.DEFAULT);
            if (marks != null) {
                marks.keySet().removeIf(column -> column >= columns);
            }
        }
    }

    /** The cells up to the last one that is not empty. */
    int length() {
        int end = text.length;
        while (end > 0 && text[end - 1] == EMPTY) {
            end--;
        }
        return end;
    }

    /** As {@link #length()}, counting coloured ground as something. */
    int visibleLength() {
        int end = text.length;
        while (end > 0 && text[end - 1] == EMPTY && Style.ground(style[end - 1]) == 0) {
            end--;
        }
        return end;
    }

    void copyFrom(Line other, int from, int to, int count) {
        for (int i = 0; i < count; i++) {
            set(to + i, other.text[from + i], other.style[from + i]);
            var carried = other.marks(from + i);
            if (!carried.isEmpty()) {
                marks = marks == null ? new HashMap<>() : marks;
                marks.put(to + i, carried);
            }
        }
    }

    private void copy(int from, int to) {
        text[to] = text[from];
        style[to] = style[from];
        if (marks != null) {
            var moved = marks.get(from);
            if (moved == null) {
                marks.remove(to);
            } else {
                marks.put(to, moved);
            }
        }
    }

    /** A wide character whose right half has left the line. */
    private void widowed(int last, long ground) {
        if (text[last] != EMPTY && text[last] != TAIL && CharWidths.of(text[last]) == 2) {
            set(last, EMPTY, ground);
        }
    }
}
