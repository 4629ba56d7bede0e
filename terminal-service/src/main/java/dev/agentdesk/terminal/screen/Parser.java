package dev.agentdesk.terminal.screen;

import org.jspecify.annotations.Nullable;

/**
 * Finds characters and control sequences in the bytes of a terminal, wherever they are cut.
 *
 * <p>Knows where what is not yet complete begins: {@link #pendingFrom()}. Everything before has been told to the
 * {@link Sequences}; nothing after has. Not thread safe. Memory does not depend on what comes.
 */
final class Parser {

    /** Titles and the like; what is longer is for clients that show pictures. */
    private static final int LONGEST_OSC = 4_096;

    /** An unfinished sequence longer than this is not kept to be sent again; see {@link #unfinished()}. */
    private static final int LONGEST_PENDING = 64 * 1024;

    private final Sequences out;
    private final Parameters parameters = new Parameters();
    private final StringBuilder osc = new StringBuilder();
    private int state = Transitions.GROUND;
    private int prefix;
    private int intermediate;
    private boolean oscTooLong;
    private long position;
    private long begun = -1;

    private int character;
    private int missing;
    private int length;

    Parser(Sequences out) {
        this.out = out;
    }

    /** How many bytes have come. */
    long position() {
        return position;
    }

    /** The position before which all is complete; equals {@link #position()} where nothing is pending. */
    long pendingFrom() {
        return begun < 0 || unfinished() != null ? position : begun;
    }

    /**
     * Where a string has become too long to be sent again: what puts another terminal into the same state, in which it
     * swallows the rest. Null otherwise.
     */
    @Nullable
    String unfinished() {
        if (begun < 0 || position - begun <= LONGEST_PENDING) {
            return null;
        }
        return switch (state) {
            case Transitions.OSC -> "\033]777777;";
            case Transitions.SOS_PM_APC -> "\033X";
            case Transitions.ESCAPE, Transitions.ESCAPE_INTERMEDIATE -> "\033 ";
            case Transitions.CSI_ENTRY, Transitions.CSI_PARAM, Transitions.CSI_INTERMEDIATE, Transitions.CSI_IGNORE ->
                "\033[0?";
            default -> "\033Pz";
        };
    }

    void feed(byte[] bytes, int from, int count) {
        int i = from;
        int end = from + count;
        while (i < end) {
            if (state == Transitions.GROUND && missing == 0) {
                int plain = plain(bytes, i, end);
                if (plain > i) {
                    out.printPlain(bytes, i, plain - i);
                    position += plain - i;
                    i = plain;
                    continue;
                }
            }
            take(bytes[i++] & 0xFF);
        }
    }

    private static int plain(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] >= 0x20 && bytes[i] < 0x7F) {
            i++;
        }
        return i;
    }

    /** Decodes as xterm.js does: what is no UTF-8 is left out, not replaced. */
    private void take(int b) {
        if (missing > 0) {
            if ((b & 0xC0) == 0x80) {
                position++;
                character = character << 6 | b & 0x3F;
                if (--missing == 0) {
                    decoded();
                }
                return;
            }
            missing = 0;
            idle();
        }
        long at = position++;
        if (b < 0x80) {
            found(b, at);
        } else if (b >= 0xC0 && b < 0xF8) {
            length = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
            missing = length - 1;
            character = b & (0x7F >> length);
            begin(at);
        }
    }

    private void decoded() {
        boolean legal = switch (length) {
            case 2 -> character >= 0x80;
            case 3 -> character >= 0x800 && (character < 0xD800 || character > 0xDFFF) && character != 0xFEFF;
            default -> character >= 0x10000 && character <= 0x10FFFF;
        };
        if (legal) {
            found(character, begun);
        } else {
            idle();
        }
    }

    private void begin(long at) {
        if (begun < 0) {
            begun = at;
        }
    }

    private void idle() {
        if (state == Transitions.GROUND) {
            begun = -1;
        }
    }

    private void found(int c, long at) {
        int transition = Transitions.of(state, c);
        int action = transition >> 4;
        int next = transition & 0xF;
        if ((action == Transitions.OSC_END || action == Transitions.DCS_END) && c == 0x1B) {
            next = Transitions.ESCAPE;
        }
        boolean restarts = c == 0x1B || c >= 0x80 && c < 0xA0;
        state = next;
        act(action, c);
        if (next == Transitions.GROUND) {
            begun = -1;
        } else if (restarts) {
            begun = at;
        } else {
            begin(at);
        }
    }

    private void act(int action, int c) {
        switch (action) {
            case Transitions.PRINT -> out.print(c);
            case Transitions.EXECUTE -> out.control(c);
            case Transitions.CLEAR -> clear();
            case Transitions.COLLECT -> collect(c);
            case Transitions.PARAM -> parameter(c);
            case Transitions.CSI_DISPATCH -> out.csi(prefix, intermediate, c, parameters);
            case Transitions.ESC_DISPATCH -> out.escape(intermediate, c);
            case Transitions.OSC_START -> {
                osc.setLength(0);
                oscTooLong = false;
            }
            case Transitions.OSC_PUT -> oscPut(c);
            case Transitions.OSC_END -> oscEnd(c);
            default -> {
                return;
            }
        }
        if (action == Transitions.OSC_END && c == 0x1B) {
            clear();
        }
    }

    private void clear() {
        parameters.clear();
        prefix = 0;
        intermediate = 0;
    }

    private void collect(int c) {
        if (c >= 0x3C) {
            prefix = c;
        } else {
            intermediate = c;
        }
    }

    private void parameter(int c) {
        if (c == ';') {
            parameters.next();
        } else if (c == ':') {
            parameters.nextSub();
        } else {
            parameters.digit(c - '0');
        }
    }

    private void oscPut(int c) {
        if (osc.length() < LONGEST_OSC) {
            osc.appendCodePoint(c);
        } else {
            oscTooLong = true;
        }
    }

    /** A cancelled one counts for nothing. */
    private void oscEnd(int c) {
        if (!oscTooLong && c != 0x18 && c != 0x1A) {
            out.osc(osc.toString());
        }
        osc.setLength(0);
    }
}
