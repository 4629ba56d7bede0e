package dev.agentdesk.terminal.screen;

import java.util.List;
import java.util.function.Consumer;

/**
 * Does to two buffers what programs ask for, as xterm.js 6 does it. Answers nothing: who drives the terminal answers.
 *
 * <p>Not thread safe.
 */
final class Emulator implements Sequences {

    private static final int LONGEST_TITLE = 256;

    final Buffer normal;
    final Buffer alternate;
    final Modes modes = new Modes();
    final Charsets charsets = new Charsets();
    private final Printing printing = new Printing(this);
    private final Movement movement = new Movement(this);
    final Looks looks = new Looks(this::lines);
    final Pen pen = new Pen(looks);
    Buffer active;
    String title = "";

    Emulator(int columns, int rows) {
        normal = new Buffer(columns, rows, new Scrollback(looks));
        alternate = new Buffer(columns, rows, null);
        active = normal;
    }

    /** Shows every line that is kept as cells. */
    private void lines(Consumer<Line> reader) {
        var scrollback = normal.scrollback();
        if (scrollback != null) {
            scrollback.fresh().forEach(reader);
        }
        List.of(normal.lines()).forEach(reader);
        List.of(alternate.lines()).forEach(reader);
    }

    /** Whether a mark that comes next would go onto the character before the cursor. */
    boolean joins() {
        return printing.joins();
    }

    void resize(int columns, int rows) {
        normal.resize(columns, rows);
        alternate.resize(columns, rows);
    }

    @Override
    public void printPlain(byte[] bytes, int from, int count) {
        printing.plain(bytes, from, count);
    }

    @Override
    public void print(int character) {
        printing.print(character);
    }

    @Override
    public void control(int character) {
        switch (character) {
            case '\n', 0x0B, '\f' -> movement.lineFeed();
            case '\r' -> active.x = 0;
            case '\b' -> movement.backspace();
            case '\t' -> movement.tab(1);
            case 0x0E -> charsets.shift(1);
            case 0x0F -> charsets.shift(0);
            case 0x84 -> movement.index();
            case 0x85 -> nextLine();
            case 0x88 -> active.tabs().set(active.x);
            default -> {
                printing.endJoin();
                return;
            }
        }
        printing.endJoin();
    }

    @Override
    public void csi(int prefix, int intermediate, int last, Parameters p) {
        if (prefix == 0 && intermediate == 0) {
            plain(last, p);
        } else if (prefix == '?' && intermediate == 0) {
            privately(last, p);
        } else if (prefix == 0) {
            withIntermediate(intermediate, last, p);
        }
        printing.endJoin();
    }

    private void plain(int last, Parameters p) {
        switch (last) {
            case 'm' -> pen.apply(p);
            case 'h' -> ansi(p, true);
            case 'l' -> ansi(p, false);
            case 'r' -> movement.region(p);
            case 's' -> saveCursor();
            case 'u' -> restoreCursor();
            case 'b' -> printing.repeat(p.atLeastOne(0));
            case 'g' -> tabClear(p.get(0));
            case '@', 'P', 'X', 'J', 'K', 'L', 'M', 'S', 'T' -> Erasing.apply(this, last, p);
            default -> movement.apply(last, p);
        }
    }

    private void privately(int last, Parameters p) {
        switch (last) {
            case 'h' -> dec(p, true);
            case 'l' -> dec(p, false);
            case 'J', 'K' -> Erasing.apply(this, last, p);
            default -> {
                return;
            }
        }
    }

    private void withIntermediate(int intermediate, int last, Parameters p) {
        switch (intermediate << 8 | last) {
            case '!' << 8 | 'p' -> softReset();
            case ' ' << 8 | 'q' -> modes.cursorStyle = p.get(0) <= 6 ? p.get(0) : modes.cursorStyle;
            case ' ' << 8 | '@', ' ' << 8 | 'A', '\'' << 8 | '}', '\'' << 8 | '~' ->
                Erasing.columns(this, last, p.atLeastOne(0));
            default -> {
                return;
            }
        }
    }

    private void ansi(Parameters p, boolean on) {
        for (int i = 0; i < p.count(); i++) {
            if (p.get(i) == 4) {
                modes.insert = on;
            } else if (p.get(i) == 20) {
                modes.newLine = on;
            }
        }
    }

    private void dec(Parameters p, boolean on) {
        for (int i = 0; i < p.count(); i++) {
            int mode = p.get(i);
            switch (mode) {
                case 2 -> {
                    if (on) {
                        charsets.reset();
                    }
                }
                case 6 -> {
                    modes.origin = on;
                    movement.to(0, 0);
                }
                case 1048 -> cursor(on);
                case 47, 1047, 1049 -> screen(mode, on);
                default -> modes.dec(mode, on);
            }
        }
    }

    private void cursor(boolean save) {
        if (save) {
            saveCursor();
        } else {
            restoreCursor();
        }
    }

    private void screen(int mode, boolean alternately) {
        if (alternately) {
            if (mode == 1049) {
                saveCursor();
            }
            if (active == normal) {
                alternate.clear(Style.ground(pen.look()));
                alternate.x = normal.x;
                alternate.y = normal.y;
                active = alternate;
            }
        } else {
            if (active == alternate) {
                normal.x = alternate.x;
                normal.y = alternate.y;
                active = normal;
            }
            if (modes.origin) {
                movement.restrict(active.columns());
            }
            if (mode == 1049) {
                restoreCursor();
            }
        }
    }

    private void saveCursor() {
        active.saved =
                new Buffer.Saved(Math.min(active.x, active.columns() - 1), active.y, pen.style(), charsets.used());
    }

    private void restoreCursor() {
        var saved = active.saved;
        active.x = saved.x();
        active.y = saved.y();
        pen.restore(saved.style());
        charsets.use(saved.charset());
        movement.restrict(active.columns() - 1);
    }

    private void nextLine() {
        active.x = 0;
        movement.index();
    }

    private void tabClear(int what) {
        if (what == 0) {
            active.tabs().remove(active.x);
        } else if (what == 3) {
            active.tabs().removeAll();
        }
    }

    @Override
    public void escape(int intermediate, int last) {
        if (intermediate == 0) {
            plainEscape(last);
        } else if (intermediate == '#' && last == '8') {
            movement.alignment();
        } else if (intermediate == '%') {
            charsets.shift(0);
            charsets.designate(0, Charsets.ASCII);
        } else if ("()*+-.".indexOf(intermediate) >= 0) {
            int which = "()*+".indexOf(intermediate);
            charsets.designate(
                    which >= 0 ? which : intermediate == '-' ? 1 : 2, last == '0' ? Charsets.LINES : Charsets.ASCII);
        }
        printing.endJoin();
    }

    private void plainEscape(int last) {
        switch (last) {
            case '7' -> saveCursor();
            case '8' -> restoreCursor();
            case 'D' -> movement.index();
            case 'E' -> nextLine();
            case 'H' -> active.tabs().set(active.x);
            case 'M' -> movement.reverseIndex();
            case '=' -> modes.keypad = true;
            case '>' -> modes.keypad = false;
            case 'c' -> reset();
            case 'n', '}' -> charsets.shift(2);
            case 'o', '|' -> charsets.shift(3);
            case '~' -> charsets.shift(1);
            default -> {
                return;
            }
        }
    }

    @Override
    public void osc(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon == 1 && (text.charAt(0) == '0' || text.charAt(0) == '2')) {
            var given = text.substring(2);
            title = given.substring(0, Math.min(given.length(), LONGEST_TITLE));
        } else if (text.startsWith("8;")) {
            pen.link(text.substring(2));
        }
        printing.endJoin();
    }

    private void reset() {
        var scrollback = normal.scrollback();
        if (scrollback != null) {
            scrollback.clear();
        }
        for (Buffer buffer : new Buffer[] {normal, alternate}) {
            buffer.clear(Style.DEFAULT);
            buffer.saved = Buffer.Saved.INITIAL;
        }
        active = normal;
        modes.reset();
        charsets.reset();
        pen.reset();
    }

    private void softReset() {
        modes.softReset();
        charsets.reset();
        pen.reset();
        active.top = 0;
        active.bottom = active.rows() - 1;
        active.saved = Buffer.Saved.INITIAL;
    }
}
