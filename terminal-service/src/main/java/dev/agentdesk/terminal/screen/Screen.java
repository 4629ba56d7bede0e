package dev.agentdesk.terminal.screen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a terminal shows, kept from the bytes that came out of it.
 *
 * <p>Law: a terminal that is given a {@link #snapshot()} and then everything from its offset on shows what one does
 * that was given everything from the beginning; where the window was resized between, lines that had left the screen
 * may be broken differently. Answers no question of a program. Not thread safe.
 */
public final class Screen {

    public static final int MOST_COLUMNS = 500;
    public static final int MOST_ROWS = 300;
    public static final int FEWEST_COLUMNS = 2;
    public static final int FEWEST_ROWS = 1;

    private final Emulator emulator;
    private final Parser parser;

    public Screen(int columns, int rows) {
        emulator = new Emulator(within(columns, FEWEST_COLUMNS, MOST_COLUMNS), within(rows, FEWEST_ROWS, MOST_ROWS));
        parser = new Parser(emulator);
    }

    private static int within(int given, int least, int most) {
        return Math.clamp(given, least, most);
    }

    public void feed(byte[] bytes, int from, int count) {
        parser.feed(bytes, from, count);
    }

    public void resize(int columns, int rows) {
        emulator.resize(within(columns, FEWEST_COLUMNS, MOST_COLUMNS), within(rows, FEWEST_ROWS, MOST_ROWS));
    }

    public int columns() {
        return emulator.active.columns();
    }

    public int rows() {
        return emulator.active.rows();
    }

    /** What the program called the window; empty if it did not. */
    public String title() {
        return emulator.title;
    }

    public Snapshot snapshot() {
        var unfinished = parser.unfinished();
        var text = new SnapshotWriter(emulator).write() + (unfinished == null ? "" : unfinished);
        return new Snapshot(parser.pendingFrom(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The characters on the screen, line by line, without spaces at the ends. */
    public List<String> text() {
        var lines = new ArrayList<String>();
        for (int row = 0; row < rows(); row++) {
            var line = emulator.active.line(row);
            var text = new StringBuilder();
            for (int i = 0; i < line.length(); i++) {
                if (line.text(i) != Line.TAIL) {
                    LineWriter.cell(line, i, text);
                }
            }
            lines.add(text.toString());
        }
        return lines;
    }

    /** All that can be seen or will matter, for comparing two. */
    String state() {
        return new StateText(emulator).toString();
    }
}
