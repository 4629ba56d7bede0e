package dev.agentdesk.terminal.screen;

import java.util.Arrays;

/** The four character sets of a terminal and which one is in use. Only line drawing differs from ASCII here. */
final class Charsets {

    static final int ASCII = 0;
    static final int LINES = 1;

    private static final String DRAWN = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private final int[] sets = new int[4];
    private int level;
    private int used;

    void reset() {
        Arrays.fill(sets, ASCII);
        level = 0;
        used = ASCII;
    }

    void designate(int which, int set) {
        sets[which] = set;
        if (which == level) {
            used = set;
        }
    }

    void shift(int to) {
        level = to;
        used = sets[to];
    }

    int used() {
        return used;
    }

    /** As a saved cursor brings it back. */
    void use(int set) {
        used = set;
    }

    /** Whether another one than the designated one is in use. */
    boolean isRestored() {
        return used != sets[level];
    }

    boolean isPlain() {
        return used == ASCII;
    }

    int translate(int character) {
        return used == LINES && character >= '`' && character <= '~' ? DRAWN.charAt(character - '`') : character;
    }

    void write(StringBuilder out) {
        for (int i = 0; i < sets.length; i++) {
            if (sets[i] == LINES) {
                out.append('\033').append("()*+".charAt(i)).append('0');
            }
        }
        if (level > 0) {
            out.append(level == 1 ? "\016" : level == 2 ? "\033n" : "\033o");
        }
    }
}
