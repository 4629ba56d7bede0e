package dev.agentdesk.terminal.screen;

import java.util.Arrays;

/** The numbers of a control sequence, with their sub-numbers after colons. Bounded; reused. */
final class Parameters {

    /** As xterm.js; what comes after is ignored. */
    private static final int MOST = 32;

    private static final int MOST_SUBS = 32;
    private static final int LARGEST = 1_000_000;

    private final int[] values = new int[MOST];
    private final int[] subStart = new int[MOST + 1];
    private final int[] subs = new int[MOST_SUBS];
    private int count;
    private int subCount;
    private boolean inSub;
    private boolean full;

    void clear() {
        count = 1;
        values[0] = 0;
        subCount = 0;
        subStart[0] = 0;
        inSub = false;
        full = false;
    }

    void digit(int digit) {
        if (full) {
            return;
        }
        if (inSub) {
            if (subCount > subStart[count - 1]) {
                int last = subs[subCount - 1];
                subs[subCount - 1] = Math.min(LARGEST, (last < 0 ? 0 : last * 10) + digit);
            }
        } else {
            values[count - 1] = Math.min(LARGEST, values[count - 1] * 10 + digit);
        }
    }

    void next() {
        inSub = false;
        if (count == MOST) {
            full = true;
            return;
        }
        values[count] = 0;
        subStart[count] = subCount;
        count++;
    }

    void nextSub() {
        if (full || subCount == MOST_SUBS) {
            full = true;
            return;
        }
        inSub = true;
        subs[subCount++] = -1;
    }

    int count() {
        return count;
    }

    int get(int i) {
        return values[i];
    }

    int getOr(int i, int other) {
        return i < count ? values[i] : other;
    }

    /** As most sequences mean it: absent and 0 are 1. */
    int atLeastOne(int i) {
        return i < count && values[i] > 0 ? values[i] : 1;
    }

    boolean hasSub(int i) {
        return subEnd(i) > subStart[i];
    }

    int firstSub(int i) {
        return subs[subStart[i]];
    }

    int[] subs(int i) {
        return Arrays.copyOfRange(subs, subStart[i], subEnd(i));
    }

    private int subEnd(int i) {
        return i + 1 < count ? subStart[i + 1] : subCount;
    }
}
