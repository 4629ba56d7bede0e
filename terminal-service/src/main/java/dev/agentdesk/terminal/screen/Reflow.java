package dev.agentdesk.terminal.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks lines anew for another width, as xterm.js does: what wrapped at the old edge wraps at the new one. The line
 * with the cursor stays, because the program that shows a prompt there mends it itself.
 */
final class Reflow {

    private final Buffer buffer;
    private final Scrollback scrollback;
    private final List<Line> result = new ArrayList<>();
    private int cursor;

    Reflow(Buffer buffer, Scrollback scrollback) {
        this.buffer = buffer;
        this.scrollback = scrollback;
    }

    void to(int columns) {
        var all = new ArrayList<>(scrollback.fresh());
        int above = all.size();
        all.addAll(List.of(buffer.lines()));
        int at = above + buffer.y;
        for (int from = 0; from < all.size(); ) {
            int end = from + 1;
            while (end < all.size() && all.get(end).isWrapped()) {
                end++;
            }
            var block = all.subList(from, end);
            if (at >= from && at < end) {
                cursor = result.size() + at - from;
                result.addAll(block);
            } else {
                rewrap(block, columns);
            }
            from = end;
        }
        place(above > 0 || !scrollback.isEmpty());
    }

    private void rewrap(List<Line> block, int columns) {
        var whole = join(block);
        int length = whole.length();
        if (length == 0) {
            block.getFirst().resize(columns);
            result.add(block.getFirst());
            return;
        }
        var line = new Line(columns, Style.DEFAULT);
        line.wrapped(block.getFirst().isWrapped());
        result.add(line);
        int x = 0;
        for (int i = 0; i < length; ) {
            int width = whole.isWide(i) ? 2 : 1;
            if (x + width > columns) {
                line = new Line(columns, Style.DEFAULT);
                line.wrapped(true);
                result.add(line);
                x = 0;
            }
            line.copyFrom(whole, i, x, width);
            x += width;
            i += width;
        }
    }

    private static Line join(List<Line> block) {
        int total = block.stream().mapToInt(Line::columns).sum();
        var whole = new Line(total, Style.DEFAULT);
        int x = 0;
        for (int i = 0; i < block.size(); i++) {
            var line = block.get(i);
            boolean last = i == block.size() - 1;
            int length = last ? line.length() : line.columns();
            if (!last && line.text(length - 1) == Line.EMPTY && block.get(i + 1).isWide(0)) {
                length--;
            }
            whole.copyFrom(line, 0, x, length);
            x += length;
        }
        return whole;
    }

    /** With lines above, the end of the text stays at the bottom; without, its beginning stays at the top. */
    private void place(boolean hadMore) {
        int rows = buffer.rows();
        int from = hadMore ? Math.max(0, result.size() - rows) : Math.max(0, cursor - rows + 1);
        from = Math.min(from, cursor);
        scrollback.fresh().clear();
        for (int i = 0; i < from; i++) {
            scrollback.add(result.get(i));
        }
        var screen = new Line[rows];
        for (int i = 0; i < rows; i++) {
            screen[i] = from + i < result.size() ? result.get(from + i) : new Line(buffer.columns(), Style.DEFAULT);
        }
        int moved = cursor - from - buffer.y;
        buffer.replace(screen);
        buffer.y = Math.min(rows - 1, cursor - from);
        var saved = buffer.saved;
        int savedY = Math.min(rows - 1, Math.max(0, saved.y() + moved));
        buffer.saved = new Buffer.Saved(saved.x(), savedY, saved.style(), saved.charset());
    }
}
