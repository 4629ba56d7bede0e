package dev.agentdesk.terminal.screen;

/** Erases, inserts and deletes cells and lines. */
final class Erasing {

    private Erasing() {}

    static void apply(Emulator emulator, int last, Parameters p) {
        var buffer = emulator.active;
        long ground = Style.ground(emulator.pen.look());
        int n = p.atLeastOne(0);
        restrict(emulator, last == 'J' || last == 'K' ? buffer.columns() : buffer.columns() - 1);
        switch (last) {
            case '@' -> buffer.current().insert(buffer.x, n, ground);
            case 'P' -> buffer.current().delete(buffer.x, n, ground);
            case 'X' -> buffer.current().erase(buffer.x, buffer.x + Math.min(n, buffer.columns()), ground);
            case 'J' -> display(buffer, p.get(0), ground);
            case 'K' -> line(buffer, p.get(0), ground);
            case 'L' -> lines(buffer, n, ground, true);
            case 'M' -> lines(buffer, n, ground, false);
            case 'S' -> scroll(buffer, n, ground);
            case 'T' -> scrollDown(buffer, n);
            default -> throw new IllegalArgumentException("no erasing: " + last);
        }
    }

    private static void restrict(Emulator emulator, int lastColumn) {
        new Movement(emulator).restrict(lastColumn);
    }

    private static void display(Buffer buffer, int what, long ground) {
        switch (what) {
            case 0 -> {
                var line = buffer.current();
                line.erase(buffer.x, buffer.columns(), ground);
                line.wrapped(line.isWrapped() && buffer.x > 0);
                clear(buffer, buffer.y + 1, buffer.rows(), ground);
            }
            case 1 -> {
                buffer.current().erase(0, buffer.x + 1, ground);
                buffer.current().wrapped(false);
                if (buffer.x + 1 >= buffer.columns() && buffer.y + 1 < buffer.rows()) {
                    buffer.line(buffer.y + 1).wrapped(false);
                }
                clear(buffer, 0, buffer.y, ground);
            }
            case 2 -> clear(buffer, 0, buffer.rows(), ground);
            case 3 -> {
                var scrollback = buffer.scrollback();
                if (scrollback != null) {
                    scrollback.clear();
                }
            }
            default -> {
                return;
            }
        }
    }

    private static void clear(Buffer buffer, int from, int end, long ground) {
        for (int row = from; row < end; row++) {
            buffer.line(row).clear(ground);
        }
    }

    private static void line(Buffer buffer, int what, long ground) {
        var line = buffer.current();
        switch (what) {
            case 0 -> {
                line.erase(buffer.x, buffer.columns(), ground);
                line.wrapped(line.isWrapped() && buffer.x > 0);
            }
            case 1 -> line.erase(0, buffer.x + 1, ground);
            case 2 -> {
                line.erase(0, buffer.columns(), ground);
                line.wrapped(false);
            }
            default -> {
                return;
            }
        }
    }

    private static void lines(Buffer buffer, int count, long ground, boolean insert) {
        if (!buffer.inRegion()) {
            return;
        }
        for (int i = 0; i < Math.min(count, buffer.rows()); i++) {
            if (insert) {
                buffer.insertLine(buffer.y, ground);
            } else {
                buffer.removeLine(buffer.y, ground);
            }
        }
        buffer.x = 0;
    }

    private static void scroll(Buffer buffer, int count, long ground) {
        for (int i = 0; i < Math.min(count, buffer.rows()); i++) {
            buffer.removeLine(buffer.top, ground);
        }
    }

    private static void scrollDown(Buffer buffer, int count) {
        for (int i = 0; i < Math.min(count, buffer.rows()); i++) {
            buffer.insertLine(buffer.top, Style.DEFAULT);
        }
    }

    /** SL, SR, DECIC, DECDC. */
    static void columns(Emulator emulator, int last, int count) {
        var buffer = emulator.active;
        if (!buffer.inRegion()) {
            return;
        }
        long ground = Style.ground(emulator.pen.look());
        int at = last == '@' || last == 'A' ? 0 : Math.min(buffer.x, buffer.columns() - 1);
        for (int row = buffer.top; row <= buffer.bottom; row++) {
            var line = buffer.line(row);
            if (last == 'A' || last == '}') {
                line.insert(at, Math.min(count, buffer.columns()), ground);
            } else {
                line.delete(at, Math.min(count, buffer.columns()), ground);
            }
            line.wrapped(false);
        }
    }
}
