package dev.agentdesk.terminal.screen;

/**
 * Writes what a terminal shows as bytes that show the same in any other, whatever that one showed before.
 *
 * <p>The bytes contain no question that a terminal would answer, and no string commands but the title and links into
 * the web.
 */
final class SnapshotWriter {

    private final Emulator emulator;
    private final StringBuilder out = new StringBuilder(8_192);
    private final LineWriter writer;

    SnapshotWriter(Emulator emulator) {
        this.emulator = emulator;
        this.writer = new LineWriter(emulator.looks, out);
    }

    String write() {
        out.append("\033c");
        title();
        if (emulator.active == emulator.normal && !emulator.alternate.saved.equals(Buffer.Saved.INITIAL)) {
            out.append("\033[?1047h");
            saved(emulator.alternate);
            out.append("\033[?1047l\033[H");
        }
        var scrollback = emulator.normal.scrollback();
        if (scrollback != null) {
            scrollback.write(emulator.normal.line(0), out);
        }
        lines(emulator.normal);
        if (emulator.active == emulator.alternate) {
            frame(emulator.normal);
            saved(emulator.normal);
            out.append("\033[0m\033[?1047h");
            lines(emulator.alternate);
        }
        state(emulator.active);
        return out.toString();
    }

    /** Only what was given as a title and can't end the command. */
    private void title() {
        if (!emulator.title.isEmpty()) {
            out.append("\033]2;");
            emulator.title
                    .codePoints()
                    .filter(c -> c >= 0x20 && (c < 0x7F || c >= 0xA0))
                    .forEach(out::appendCodePoint);
            out.append('\007');
        }
    }

    /** From the cursor on, which is at the first line's beginning or goes on from a line above. */
    private void lines(Buffer buffer) {
        if (buffer == emulator.alternate) {
            out.append("\033[H");
        }
        for (int row = 0; row < buffer.rows(); row++) {
            boolean continued = wraps(buffer, row + 1);
            writer.write(buffer.line(row), wraps(buffer, row), continued);
            if (row + 1 < buffer.rows() && !continued) {
                out.append("\r\n");
            }
        }
        for (int row = 0; row < buffer.rows(); row++) {
            var line = buffer.line(row);
            emptied(line, row, 0, wraps(buffer, row));
            emptied(line, row, line.columns() - 1, wraps(buffer, row + 1));
        }
        out.append("\033[0m");
    }

    private static boolean wraps(Buffer buffer, int row) {
        var scrollback = buffer.scrollback();
        boolean hasAbove = row > 0 || scrollback != null && !scrollback.isEmpty();
        return hasAbove && row < buffer.rows() && buffer.line(row).isWrapped();
    }

    /** Takes back a space that only stood in. */
    private void emptied(Line line, int row, int column, boolean stoodIn) {
        if (stoodIn && line.text(column) == Line.EMPTY) {
            move(column, row);
            Style.write(line.style(column), out);
            out.append("\033[X");
        }
    }

    private void saved(Buffer buffer) {
        var saved = buffer.saved;
        if (saved.equals(Buffer.Saved.INITIAL)) {
            return;
        }
        move(saved.x(), saved.y());
        out.append(saved.charset() == Charsets.LINES ? "\033(0" : "");
        Style.write(saved.style(), out);
        out.append("\0337\033[0m");
        out.append(saved.charset() == Charsets.LINES ? "\033(B" : "");
    }

    private void state(Buffer buffer) {
        saved(buffer);
        emulator.modes.write(out);
        frame(buffer);
        boolean restored = emulator.charsets.isRestored();
        if (restored) {
            // In use is what the saved cursor brought back, not what is designated: bring it back again.
            emulator.charsets.write(out);
            out.append("\0338");
        }
        cursor(buffer, !restored);
        if (!restored) {
            emulator.charsets.write(out);
        }
        emulator.looks.write(emulator.pen.look(), out);
        var link = emulator.looks.extra(emulator.pen.look()).link();
        if (!link.isEmpty()) {
            Extra.writeLink(link, out);
        }
        if (emulator.modes.insert) {
            out.append("\033[4h");
        } else if (again(buffer)) {
            LineWriter.cell(buffer.current(), last(buffer), out);
        }
    }

    /**
     * Puts the cursor where it is. Beyond the last column it gets only by printing; and where a mark may follow that
     * belongs to the character before, that character has to be the last thing that is printed.
     */
    private void cursor(Buffer buffer, boolean mayPrint) {
        boolean again = again(buffer);
        boolean pending = buffer.x >= buffer.columns() && !again && mayPrint;
        int at = again || pending ? last(buffer) : Math.min(buffer.x, buffer.columns() - 1);
        if (emulator.modes.origin) {
            out.append("\033[?6h");
        }
        move(at, emulator.modes.origin ? buffer.y - buffer.top : buffer.y);
        if (pending) {
            writer.alone(buffer.current(), at);
        }
    }

    private boolean again(Buffer buffer) {
        if (!emulator.joins() || buffer.x == 0 || emulator.modes.insert) {
            return false;
        }
        int character = buffer.current().text(last(buffer));
        return character == emulator.charsets.translate(character);
    }

    /** Leaves the cursor anywhere. */
    private void frame(Buffer buffer) {
        if (!buffer.tabs().isInitial()) {
            buffer.tabs().write(out);
        }
        if (buffer.top > 0 || buffer.bottom < buffer.rows() - 1) {
            out.append("\033[")
                    .append(buffer.top + 1)
                    .append(';')
                    .append(buffer.bottom + 1)
                    .append('r');
        }
    }

    /** The column of the character before the cursor. */
    private static int last(Buffer buffer) {
        int at = Math.min(buffer.x, buffer.columns()) - 1;
        return at > 0 && buffer.current().text(at) == Line.TAIL ? at - 1 : at;
    }

    private void move(int x, int y) {
        out.append("\033[").append(y + 1).append(';').append(x + 1).append('H');
    }
}
