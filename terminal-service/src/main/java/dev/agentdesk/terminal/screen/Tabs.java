package dev.agentdesk.terminal.screen;

import java.util.BitSet;

/** The columns at which a tab stops; every eighth at first. */
final class Tabs {

    private static final int EVERY = 8;

    private final int columns;
    private final BitSet stops;

    Tabs(int columns) {
        this.columns = columns;
        this.stops = initial(columns);
    }

    private static BitSet initial(int columns) {
        var stops = new BitSet(columns);
        for (int i = 0; i < columns; i += EVERY) {
            stops.set(i);
        }
        return stops;
    }

    int after(int x) {
        int next = stops.nextSetBit(x + 1);
        return next < 0 || next >= columns ? columns - 1 : next;
    }

    int before(int x) {
        return Math.max(0, x == 0 ? 0 : stops.previousSetBit(x - 1));
    }

    void set(int x) {
        stops.set(x);
    }

    void remove(int x) {
        stops.clear(x);
    }

    void removeAll() {
        stops.clear();
    }

    boolean isInitial() {
        return stops.equals(initial(columns));
    }

    /** Sets these stops and no others. */
    void write(StringBuilder out) {
        out.append("\033[3g");
        for (int x = stops.nextSetBit(0); x >= 0 && x < columns; x = stops.nextSetBit(x + 1)) {
            out.append("\033[").append(x + 1).append("G\033H");
        }
    }
}
