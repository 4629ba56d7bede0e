package dev.agentdesk.terminal.screen;

/** What programs switch on and off, apart from the choice of the screen. */
final class Modes {

    boolean cursorKeys;
    boolean keypad;
    boolean origin;
    boolean wraparound;
    boolean reverseWraparound;
    boolean insert;
    boolean newLine;
    boolean cursorHidden;
    boolean cursorBlink;
    boolean bracketedPaste;
    boolean focus;

    /** 0, 9, 1000, 1002 or 1003. */
    int mouse;

    /** 0, 1006 or 1016. */
    int mouseEncoding;

    int cursorStyle;

    Modes() {
        reset();
    }

    void reset() {
        cursorKeys = false;
        keypad = false;
        origin = false;
        wraparound = true;
        reverseWraparound = false;
        insert = false;
        newLine = false;
        cursorHidden = false;
        cursorBlink = false;
        bracketedPaste = false;
        focus = false;
        mouse = 0;
        mouseEncoding = 0;
        cursorStyle = 0;
    }

    /** DECSTR leaves mouse, focus and what concerns the whole terminal. */
    void softReset() {
        cursorKeys = false;
        keypad = false;
        origin = false;
        wraparound = true;
        reverseWraparound = false;
        insert = false;
        cursorHidden = false;
        bracketedPaste = false;
        focus = false;
        cursorStyle = 0;
    }

    void dec(int mode, boolean on) {
        switch (mode) {
            case 1 -> cursorKeys = on;
            case 7 -> wraparound = on;
            case 12 -> cursorBlink = on;
            case 25 -> cursorHidden = !on;
            case 45 -> reverseWraparound = on;
            case 66 -> keypad = on;
            case 9, 1000, 1002, 1003 -> mouse = on ? mode : 0;
            case 1004 -> focus = on;
            case 1006, 1016 -> mouseEncoding = on ? mode : 0;
            case 2004 -> bracketedPaste = on;
            default -> {
                return;
            }
        }
    }

    /** Those that differ from a terminal that was just reset; {@code origin} is left to who places the cursor. */
    void write(StringBuilder out) {
        set(cursorKeys, "\033[?1h", out);
        set(keypad, "\033=", out);
        set(!wraparound, "\033[?7l", out);
        set(reverseWraparound, "\033[?45h", out);
        set(newLine, "\033[20h", out);
        set(cursorBlink, "\033[?12h", out);
        set(cursorHidden, "\033[?25l", out);
        set(bracketedPaste, "\033[?2004h", out);
        set(focus, "\033[?1004h", out);
        set(mouse > 0, "\033[?" + mouse + "h", out);
        set(mouseEncoding > 0, "\033[?" + mouseEncoding + "h", out);
        set(cursorStyle > 0, "\033[" + cursorStyle + " q", out);
    }

    private static void set(boolean differs, String sequence, StringBuilder out) {
        if (differs) {
            out.append(sequence);
        }
    }
}
