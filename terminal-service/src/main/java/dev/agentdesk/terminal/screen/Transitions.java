package dev.agentdesk.terminal.screen;

import java.util.Arrays;

/**
 * The table of Paul Williams' parser for DEC terminals, with the deviations of xterm.js: what it takes for the end of a
 * sequence must be the end here too.
 */
final class Transitions {

    static final int GROUND = 0;
    static final int ESCAPE = 1;
    static final int ESCAPE_INTERMEDIATE = 2;
    static final int CSI_ENTRY = 3;
    static final int CSI_PARAM = 4;
    static final int CSI_INTERMEDIATE = 5;
    static final int CSI_IGNORE = 6;
    static final int SOS_PM_APC = 7;
    static final int OSC = 8;
    static final int DCS_ENTRY = 9;
    static final int DCS_PARAM = 10;
    static final int DCS_IGNORE = 11;
    static final int DCS_INTERMEDIATE = 12;
    static final int DCS_PASSTHROUGH = 13;

    static final int IGNORE = 0;
    static final int ERROR = 1;
    static final int PRINT = 2;
    static final int EXECUTE = 3;
    static final int OSC_START = 4;
    static final int OSC_PUT = 5;
    static final int OSC_END = 6;
    static final int CSI_DISPATCH = 7;
    static final int PARAM = 8;
    static final int COLLECT = 9;
    static final int ESC_DISPATCH = 10;
    static final int CLEAR = 11;
    static final int DCS_END = 12;

    /** Stands for all characters beyond C1. */
    private static final int OTHER = 0xA0;

    private static final int STATES = 14;
    private static final byte[] TABLE = build();

    private Transitions() {}

    /** Action and next state: {@code action << 4 | state}. */
    static int of(int state, int character) {
        return TABLE[state << 8 | Math.min(character, OTHER)] & 0xFF;
    }

    private static byte[] build() {
        var table = new byte[STATES << 8];
        Arrays.fill(table, (byte) (ERROR << 4 | GROUND));
        range(table, GROUND, 0x20, 0x7E, PRINT, GROUND);
        for (int state = 0; state < STATES; state++) {
            anywhere(table, state);
        }
        for (int state :
                new int[] {GROUND, ESCAPE, CSI_ENTRY, CSI_PARAM, CSI_INTERMEDIATE, CSI_IGNORE, ESCAPE_INTERMEDIATE}) {
            controls(table, state, EXECUTE);
        }
        for (int state :
                new int[] {OSC, SOS_PM_APC, DCS_ENTRY, DCS_PARAM, DCS_IGNORE, DCS_INTERMEDIATE, DCS_PASSTHROUGH}) {
            controls(table, state, IGNORE);
        }
        escape(table);
        csi(table);
        osc(table);
        dcs(table);
        for (int state : new int[] {CSI_IGNORE, DCS_IGNORE, DCS_PASSTHROUGH}) {
            put(table, state, OTHER, IGNORE, state);
        }
        put(table, GROUND, OTHER, PRINT, GROUND);
        put(table, OSC, OTHER, OSC_PUT, OSC);
        return table;
    }

    private static void anywhere(byte[] table, int state) {
        put(table, state, 0x18, EXECUTE, GROUND);
        put(table, state, 0x1A, EXECUTE, GROUND);
        range(table, state, 0x80, 0x9A, EXECUTE, GROUND);
        put(table, state, 0x9C, IGNORE, GROUND);
        put(table, state, 0x1B, CLEAR, ESCAPE);
        put(table, state, 0x9D, OSC_START, OSC);
        put(table, state, 0x98, IGNORE, SOS_PM_APC);
        put(table, state, 0x9E, IGNORE, SOS_PM_APC);
        put(table, state, 0x9F, IGNORE, SOS_PM_APC);
        put(table, state, 0x9B, CLEAR, CSI_ENTRY);
        put(table, state, 0x90, CLEAR, DCS_ENTRY);
    }

    private static void controls(byte[] table, int state, int action) {
        range(table, state, 0x00, 0x17, action, state);
        put(table, state, 0x19, action, state);
        range(table, state, 0x1C, 0x1F, action, state);
        if (state != GROUND && state != ESCAPE_INTERMEDIATE) {
            put(table, state, 0x7F, IGNORE, state);
        }
    }

    private static void escape(byte[] table) {
        range(table, ESCAPE, 0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
        range(table, ESCAPE, 0x30, 0x7E, ESC_DISPATCH, GROUND);
        put(table, ESCAPE, 'P', CLEAR, DCS_ENTRY);
        put(table, ESCAPE, '[', CLEAR, CSI_ENTRY);
        put(table, ESCAPE, ']', OSC_START, OSC);
        put(table, ESCAPE, 'X', IGNORE, SOS_PM_APC);
        put(table, ESCAPE, '^', IGNORE, SOS_PM_APC);
        put(table, ESCAPE, '_', IGNORE, SOS_PM_APC);
        range(table, ESCAPE_INTERMEDIATE, 0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
        range(table, ESCAPE_INTERMEDIATE, 0x30, 0x7E, ESC_DISPATCH, GROUND);
        range(table, SOS_PM_APC, 0x20, 0x7E, IGNORE, SOS_PM_APC);
    }

    private static void csi(byte[] table) {
        range(table, CSI_ENTRY, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
        range(table, CSI_ENTRY, 0x30, 0x3B, PARAM, CSI_PARAM);
        range(table, CSI_ENTRY, 0x3C, 0x3F, COLLECT, CSI_PARAM);
        range(table, CSI_ENTRY, 0x40, 0x7E, CSI_DISPATCH, GROUND);
        range(table, CSI_PARAM, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
        range(table, CSI_PARAM, 0x30, 0x3B, PARAM, CSI_PARAM);
        range(table, CSI_PARAM, 0x3C, 0x3F, IGNORE, CSI_IGNORE);
        range(table, CSI_PARAM, 0x40, 0x7E, CSI_DISPATCH, GROUND);
        range(table, CSI_INTERMEDIATE, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
        range(table, CSI_INTERMEDIATE, 0x30, 0x3F, IGNORE, CSI_IGNORE);
        range(table, CSI_INTERMEDIATE, 0x40, 0x7E, CSI_DISPATCH, GROUND);
        range(table, CSI_IGNORE, 0x20, 0x3F, IGNORE, CSI_IGNORE);
        range(table, CSI_IGNORE, 0x40, 0x7E, IGNORE, GROUND);
    }

    private static void osc(byte[] table) {
        range(table, OSC, 0x20, 0x7F, OSC_PUT, OSC);
        for (int end : new int[] {0x9C, 0x1B, 0x18, 0x1A, 0x07}) {
            put(table, OSC, end, OSC_END, GROUND);
        }
    }

    private static void dcs(byte[] table) {
        range(table, DCS_ENTRY, 0x20, 0x2F, COLLECT, DCS_INTERMEDIATE);
        range(table, DCS_ENTRY, 0x30, 0x3B, PARAM, DCS_PARAM);
        range(table, DCS_ENTRY, 0x3C, 0x3F, COLLECT, DCS_PARAM);
        range(table, DCS_ENTRY, 0x40, 0x7E, IGNORE, DCS_PASSTHROUGH);
        range(table, DCS_PARAM, 0x20, 0x2F, COLLECT, DCS_INTERMEDIATE);
        range(table, DCS_PARAM, 0x30, 0x3B, PARAM, DCS_PARAM);
        range(table, DCS_PARAM, 0x3C, 0x3F, IGNORE, DCS_IGNORE);
        range(table, DCS_PARAM, 0x40, 0x7E, IGNORE, DCS_PASSTHROUGH);
        range(table, DCS_INTERMEDIATE, 0x20, 0x2F, COLLECT, DCS_INTERMEDIATE);
        range(table, DCS_INTERMEDIATE, 0x30, 0x3F, IGNORE, DCS_IGNORE);
        range(table, DCS_INTERMEDIATE, 0x40, 0x7E, IGNORE, DCS_PASSTHROUGH);
        range(table, DCS_IGNORE, 0x20, 0x7F, IGNORE, DCS_IGNORE);
        range(table, DCS_PASSTHROUGH, 0x20, 0x7F, IGNORE, DCS_PASSTHROUGH);
        for (int end : new int[] {0x9C, 0x1B, 0x18, 0x1A}) {
            put(table, DCS_PASSTHROUGH, end, DCS_END, GROUND);
        }
    }

    private static void range(byte[] table, int state, int from, int to, int action, int next) {
        for (int c = from; c <= to; c++) {
            put(table, state, c, action, next);
        }
    }

    private static void put(byte[] table, int state, int character, int action, int next) {
        table[state << 8 | character] = (byte) (action << 4 | next);
    }
}
