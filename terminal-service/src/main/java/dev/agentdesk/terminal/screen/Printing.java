package dev.agentdesk.terminal.screen;

/** Puts characters where the cursor is. */
final class Printing {

    private static final int MOST_REPEATS = 100_000;

    private final Emulator emulator;

    /** The width of the character that a mark would go onto; 0 if anything came in between. */
    private int joinable;

    Printing(Emulator emulator) {
        this.emulator = emulator;
    }

    boolean joins() {
        return joinable > 0;
    }

    void endJoin() {
        joinable = 0;
    }

    void plain(byte[] bytes, int from, int count) {
        if (!emulator.charsets.isPlain() || emulator.modes.insert || !emulator.modes.wraparound) {
            for (int i = 0; i < count; i++) {
                print(bytes[from + i]);
            }
            return;
        }
        int done = 0;
        while (done < count) {
            var buffer = emulator.active;
            if (buffer.x >= buffer.columns()) {
                wrap(buffer);
            }
            int n = Math.min(count - done, buffer.columns() - buffer.x);
            var line = buffer.current();
            line.mend(buffer.x, buffer.x + n, emulator.pen.look());
            line.setAll(buffer.x, bytes, from + done, n, emulator.pen.look());
            buffer.x += n;
            done += n;
        }
        joinable = 1;
    }

    void print(int given) {
        int character = given < 127 ? emulator.charsets.translate(given) : given;
        int width = CharWidths.of(character);
        var buffer = emulator.active;
        if (width == 0 && joinable > 0) {
            mark(buffer, character);
            return;
        }
        if (buffer.x + width > buffer.columns()) {
            if (emulator.modes.wraparound) {
                leaveRest(buffer);
                wrap(buffer);
            } else {
                buffer.x = buffer.columns() - 1;
                if (width == 2) {
                    joinable = width;
                    return;
                }
            }
        }
        place(buffer, character, width);
        joinable = width;
    }

    private void place(Buffer buffer, int character, int width) {
        var line = buffer.current();
        int cells = Math.max(1, width);
        if (emulator.modes.insert) {
            line.insert(buffer.x, width, emulator.pen.look());
        }
        int x = Math.min(buffer.x, buffer.columns() - 1);
        line.mend(x, Math.min(x + cells, buffer.columns()), emulator.pen.look());
        line.set(x, width == 0 ? Line.EMPTY : character, emulator.pen.look());
        if (width == 2) {
            line.set(x + 1, Line.TAIL, emulator.pen.look());
        }
        buffer.x = x + cells;
    }

    private void mark(Buffer buffer, int character) {
        int at = buffer.x - 1;
        if (at >= 0) {
            var line = buffer.current();
            line.mark(line.text(at) == Line.TAIL && at > 0 ? at - 1 : at, character);
        }
    }

    private void leaveRest(Buffer buffer) {
        var line = buffer.current();
        for (int i = buffer.x; i < buffer.columns(); i++) {
            line.set(i, Line.EMPTY, emulator.pen.look());
        }
    }

    private void wrap(Buffer buffer) {
        buffer.x = 0;
        buffer.y++;
        if (buffer.y == buffer.bottom + 1) {
            buffer.y--;
            buffer.scrollUp(Style.ground(emulator.pen.look()), true);
        } else {
            buffer.y = Math.min(buffer.y, buffer.rows() - 1);
            buffer.current().wrapped(true);
        }
    }

    /** REP: the character before the cursor again. */
    void repeat(int count) {
        var buffer = emulator.active;
        int at = buffer.x - 1;
        if (joinable == 0 || at < 0) {
            return;
        }
        var line = buffer.current();
        if (line.text(at) == Line.TAIL && at > 0) {
            at--;
        }
        int character = line.text(at);
        var marks = line.marks(at);
        for (int i = 0; i < Math.min(count, MOST_REPEATS) && character > 0; i++) {
            print(character);
            marks.codePoints().forEach(this::print);
        }
    }
}
