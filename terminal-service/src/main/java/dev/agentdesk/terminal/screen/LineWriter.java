package dev.agentdesk.terminal.screen;

/**
 * Writes a line as what prints it, from its first column on, in its own styles; afterwards the style is the default.
 */
final class LineWriter {

    private LineWriter() {}

    /**
     * A line that goes on from the one above must begin with something that wraps, and one that goes on below must end
     * with something: where there is nothing, spaces stand in.
     */
    static void write(Line line, boolean wrapped, boolean continued, StringBuilder out) {
        if (wrapped) {
            // A new line takes the ground of what wraps onto it.
            out.append(" \r");
        }
        int end = continued ? line.columns() : line.visibleLength();
        long style = Style.DEFAULT;
        int i = 0;
        while (i < end) {
            long look = line.style(i);
            if (look != style) {
                Style.write(look, out);
                style = look;
            }
            boolean standsIn = continued && i == end - 1;
            if (line.text(i) == Line.EMPTY && !standsIn) {
                int gap = gap(line, i, continued ? end - 1 : end, look);
                blank(gap, look, out);
                i += gap;
            } else {
                cell(line, i, out);
                i += line.isWide(i) ? 2 : 1;
            }
        }
        if (style != Style.DEFAULT) {
            out.append("\033[0m");
        }
    }

    /** One cell, in the style that is set. */
    static void cell(Line line, int column, StringBuilder out) {
        int character = line.text(column);
        if (character == Line.EMPTY || character == Line.TAIL) {
            out.append(' ');
        } else {
            out.appendCodePoint(character).append(line.marks(column));
        }
    }

    private static int gap(Line line, int from, int end, long look) {
        int i = from;
        while (i < end && line.text(i) == Line.EMPTY && line.style(i) == look) {
            i++;
        }
        return i - from;
    }

    /** Nothing printed is not the same as spaces: it is not copied and does not wrap. */
    private static void blank(int count, long look, StringBuilder out) {
        if (Style.ground(look) != 0) {
            out.append("\033[").append(count).append('X');
        }
        out.append("\033[").append(count).append('C');
    }
}
