package dev.agentdesk.terminal.screen;

/** Moves the cursor, and the lines where it would leave them. */
final class Movement {

    private final Emulator emulator;

    Movement(Emulator emulator) {
        this.emulator = emulator;
    }

    private Buffer buffer() {
        return emulator.active;
    }

    void apply(int last, Parameters p) {
        var buffer = buffer();
        int n = p.atLeastOne(0);
        switch (last) {
            case 'A' -> up(n);
            case 'B' -> down(n);
            case 'C', 'a' -> by(n, 0);
            case 'D' -> by(-n, 0);
            case 'E' -> {
                down(n);
                buffer.x = 0;
            }
            case 'F' -> {
                up(n);
                buffer.x = 0;
            }
            case 'G', '`' -> to(n - 1, buffer.y);
            case 'H', 'f' -> to(p.atLeastOne(1) - 1, n - 1);
            case 'I' -> tab(n);
            case 'Z' -> backTab(n);
            case 'd' -> to(buffer.x, n - 1);
            case 'e' -> by(0, n);
            default -> {
                return;
            }
        }
    }

    void lineFeed() {
        var buffer = buffer();
        if (emulator.modes.newLine) {
            buffer.x = 0;
        }
        buffer.y++;
        if (buffer.y == buffer.bottom + 1) {
            buffer.y--;
            buffer.scrollUp(Style.ground(emulator.pen.look()), false);
        } else if (buffer.y >= buffer.rows()) {
            buffer.y = buffer.rows() - 1;
        } else {
            buffer.current().wrapped(false);
        }
        if (buffer.x >= buffer.columns()) {
            buffer.x--;
        }
    }

    void index() {
        var buffer = buffer();
        restrict(buffer.columns() - 1);
        buffer.y++;
        if (buffer.y == buffer.bottom + 1) {
            buffer.y--;
            buffer.scrollUp(Style.ground(emulator.pen.look()), false);
        }
        restrict(buffer.columns() - 1);
    }

    void reverseIndex() {
        var buffer = buffer();
        restrict(buffer.columns() - 1);
        if (buffer.y == buffer.top) {
            buffer.insertLine(buffer.top, Style.ground(emulator.pen.look()));
        } else {
            buffer.y--;
            restrict(buffer.columns() - 1);
        }
    }

    void backspace() {
        var buffer = buffer();
        if (!emulator.modes.reverseWraparound) {
            restrict(buffer.columns() - 1);
            buffer.x = Math.max(0, buffer.x - 1);
            return;
        }
        restrict(buffer.columns());
        if (buffer.x > 0) {
            buffer.x--;
        } else if (buffer.y > buffer.top
                && buffer.y <= buffer.bottom
                && buffer.current().isWrapped()) {
            buffer.current().wrapped(false);
            buffer.y--;
            buffer.x = buffer.columns() - 1;
            if (buffer.current().text(buffer.x) == Line.EMPTY) {
                buffer.x--;
            }
        }
        restrict(buffer.columns() - 1);
    }

    void tab(int count) {
        var buffer = buffer();
        for (int i = 0; i < Math.min(count, buffer.columns()) && buffer.x < buffer.columns(); i++) {
            buffer.x = buffer.tabs().after(buffer.x);
        }
    }

    private void backTab(int count) {
        var buffer = buffer();
        for (int i = 0; i < Math.min(count, buffer.columns()) && buffer.x < buffer.columns(); i++) {
            buffer.x = buffer.tabs().before(buffer.x);
        }
    }

    /** The region within which lines scroll. */
    void region(Parameters p) {
        var buffer = buffer();
        int top = p.atLeastOne(0);
        int bottom = p.getOr(1, 0);
        if (bottom == 0 || bottom > buffer.rows()) {
            bottom = buffer.rows();
        }
        if (bottom > top) {
            buffer.top = top - 1;
            buffer.bottom = bottom - 1;
            to(0, 0);
        }
    }

    void alignment() {
        var buffer = buffer();
        to(0, 0);
        for (int row = buffer.y; row < buffer.rows(); row++) {
            var line = buffer.line(row);
            line.clear(Style.DEFAULT);
            for (int i = 0; i < buffer.columns(); i++) {
                line.set(i, 'E', emulator.pen.look());
            }
        }
        to(0, 0);
    }

    void to(int x, int y) {
        var buffer = buffer();
        buffer.x = x;
        buffer.y = emulator.modes.origin ? buffer.top + y : y;
        restrict(buffer.columns() - 1);
    }

    private void by(int columns, int rows) {
        var buffer = buffer();
        restrict(buffer.columns() - 1);
        to(buffer.x + columns, buffer.y + rows);
    }

    private void up(int count) {
        var buffer = buffer();
        int room = buffer.y - buffer.top;
        by(0, -(room >= 0 ? Math.min(room, count) : count));
    }

    private void down(int count) {
        var buffer = buffer();
        int room = buffer.bottom - buffer.y;
        by(0, room >= 0 ? Math.min(room, count) : count);
    }

    void restrict(int lastColumn) {
        var buffer = buffer();
        buffer.x = Math.clamp(buffer.x, 0, lastColumn);
        buffer.y = emulator.modes.origin
                ? Math.clamp(buffer.y, buffer.top, buffer.bottom)
                : Math.clamp(buffer.y, 0, buffer.rows() - 1);
    }
}
