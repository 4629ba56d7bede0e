package dev.agentdesk.terminal.screen;

/**
 * Writes a line as what prints it, from its first column on, in its own looks; afterwards the style is the default and
 * no link is open.
 */
final class LineWriter {

    /** Addresses in one line; a line that has more is written without the rest of them. */
    private static final int MOST_OF_LINKS = 8_192;

    private final Looks looks;
    private final StringBuilder out;

    /** Of the line that is written. */
    private String link = "";

    private int left;

    LineWriter(Looks looks, StringBuilder out) {
        this.looks = looks;
        this.out = out;
    }

    /**
     * A line that goes on from the one above must begin with something that wraps, and one that goes on below must end
     * with something: where there is nothing, spaces stand in.
     */
    void write(Line line, boolean wrapped, boolean continued) {
        left = MOST_OF_LINKS;
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
                looks.write(look, out);
                link(looks.extra(look).link());
                style = look;
            }
            boolean standsIn = continued && i == end - 1;
            if (line.text(i) == Line.EMPTY && !standsIn) {
                int gap = gap(line, i, continued ? end - 1 : end, look);
                blank(gap, look);
                i += gap;
            } else {
                cell(line, i, out);
                i += line.isWide(i) ? 2 : 1;
            }
        }
        link("");
        if (style != Style.DEFAULT) {
            out.append("\033[0m");
        }
    }

    private void link(String wanted) {
        var now = wanted.length() > left ? "" : wanted;
        if (!now.equals(link)) {
            Extra.writeLink(now, out);
            link = now;
            left -= now.length();
        }
    }

    /** One cell in its own look, which stays but for the link. */
    void alone(Line line, int column) {
        left = MOST_OF_LINKS;
        looks.write(line.style(column), out);
        link(looks.extra(line.style(column)).link());
        cell(line, column, out);
        link("");
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
    private void blank(int count, long look) {
        if (Style.ground(look) != 0) {
            out.append("\033[").append(count).append('X');
        }
        out.append("\033[").append(count).append('C');
    }
}
