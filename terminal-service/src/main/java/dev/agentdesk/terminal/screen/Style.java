package dev.agentdesk.terminal.screen;

/**
 * How a cell looks, in one long: 26 bits each for the colours of letter and ground, eleven for the rest.
 *
 * <p>A colour is its kind in two bits and 24 bits of number. What has no room in here is an {@link Extra}.
 */
final class Style {

    static final long DEFAULT = 0;

    private static final int DEFAULT_COLOR = 0;
    private static final int BASIC = 1 << 24;
    private static final int INDEXED = 2 << 24;
    private static final int RGB = 3 << 24;

    private static final long COLOR = (1L << 26) - 1;
    private static final int GROUND_AT = 26;
    private static final int UNDERLINE_AT = 52;
    private static final long UNDERLINE = 7L << UNDERLINE_AT;

    private static final long BOLD = 1L << 55;
    private static final long DIM = 1L << 56;
    private static final long ITALIC = 1L << 57;
    private static final long BLINK = 1L << 58;
    private static final long INVERSE = 1L << 59;
    private static final long INVISIBLE = 1L << 60;
    private static final long STRIKE = 1L << 61;
    private static final long OVERLINE = 1L << 62;

    private Style() {}

    /** What erasing leaves behind. */
    static long ground(long style) {
        return style & COLOR << GROUND_AT;
    }

    /** The style after a Select Graphic Rendition sequence. */
    static long apply(long style, Parameters sgr) {
        long now = style;
        for (int i = 0; i < sgr.count(); i++) {
            int p = sgr.get(i);
            if (p == 38 || p == 48 || p == 58) {
                var color = ExtendedColor.read(sgr, i);
                now = p == 58 ? now : color.on(now, p == 38 ? 0 : GROUND_AT);
                i += color.advance();
            } else if (p == 4) {
                now = underline(now, sgr.hasSub(i) ? sgr.firstSub(i) : 1);
            } else {
                now = simple(now, p);
            }
        }
        return now;
    }

    /** The colour of underlines after a Select Graphic Rendition sequence. */
    static int underlineColor(int color, Parameters sgr) {
        int now = color;
        for (int i = 0; i < sgr.count(); i++) {
            int p = sgr.get(i);
            if (p == 38 || p == 48 || p == 58) {
                var read = ExtendedColor.read(sgr, i);
                now = p == 58 && read.kind() != 0 ? read.kind() | read.number() : now;
                i += read.advance();
            } else if (p == 0 || p == 59) {
                now = DEFAULT_COLOR;
            }
        }
        return now;
    }

    private static long simple(long now, int p) {
        return switch (p) {
            case 0 -> DEFAULT;
            case 1 -> now | BOLD;
            case 2 -> now | DIM;
            case 3 -> now | ITALIC;
            case 5 -> now | BLINK;
            case 7 -> now | INVERSE;
            case 8 -> now | INVISIBLE;
            case 9 -> now | STRIKE;
            case 21 -> underline(now, 2);
            case 22 -> now & ~(BOLD | DIM);
            case 23 -> now & ~ITALIC;
            case 24 -> underline(now, 0);
            case 25 -> now & ~BLINK;
            case 27 -> now & ~INVERSE;
            case 28 -> now & ~INVISIBLE;
            case 29 -> now & ~STRIKE;
            case 39 -> color(now, 0, DEFAULT_COLOR);
            case 49 -> color(now, GROUND_AT, DEFAULT_COLOR);
            case 53 -> now | OVERLINE;
            case 55 -> now & ~OVERLINE;
            default -> basicColor(now, p);
        };
    }

    private static long basicColor(long now, int p) {
        if (p >= 30 && p <= 37) {
            return color(now, 0, BASIC | p - 30);
        } else if (p >= 40 && p <= 47) {
            return color(now, GROUND_AT, BASIC | p - 40);
        } else if (p >= 90 && p <= 97) {
            return color(now, 0, BASIC | p - 90 + 8);
        } else if (p >= 100 && p <= 107) {
            return color(now, GROUND_AT, BASIC | p - 100 + 8);
        }
        return now;
    }

    private static long color(long style, int at, int color) {
        return style & ~(COLOR << at) | (long) color << at;
    }

    private static long underline(long style, int kind) {
        long known = kind < 0 || kind > 5 ? 1 : kind;
        return style & ~UNDERLINE | known << UNDERLINE_AT;
    }

    /** A colour beyond the sixteen; {@code kind} 0 leaves the style as it is. */
    record ExtendedColor(int kind, int number, int advance) {

        static ExtendedColor read(Parameters sgr, int at) {
            if (sgr.hasSub(at)) {
                return subs(sgr, at);
            }
            int mode = sgr.getOr(at + 1, 0);
            if (mode == 5) {
                return new ExtendedColor(INDEXED, sgr.getOr(at + 2, 0) & 0xFF, 2);
            } else if (mode == 2) {
                return new ExtendedColor(RGB, rgb(sgr.getOr(at + 2, 0), sgr.getOr(at + 3, 0), sgr.getOr(at + 4, 0)), 4);
            }
            return new ExtendedColor(0, 0, Math.min(1, sgr.count() - at - 1));
        }

        /** {@code 38:5:n}, {@code 38:2::r:g:b}, and {@code 38:2:r:g:b} of old programs. */
        private static ExtendedColor subs(Parameters sgr, int at) {
            var subs = sgr.subs(at);
            if (subs.length >= 2 && subs[0] == 5) {
                return new ExtendedColor(INDEXED, Math.max(0, subs[1]) & 0xFF, 0);
            } else if (subs.length >= 5 && subs[0] == 2) {
                return new ExtendedColor(RGB, rgb(subs[2], subs[3], subs[4]), 0);
            } else if (subs.length == 4 && subs[0] == 2) {
                return new ExtendedColor(RGB, rgb(subs[1], subs[2], subs[3]), 0);
            }
            return new ExtendedColor(0, 0, 0);
        }

        private static int rgb(int red, int green, int blue) {
            return (Math.max(0, red) & 0xFF) << 16 | (Math.max(0, green) & 0xFF) << 8 | Math.max(0, blue) & 0xFF;
        }

        long on(long style, int at) {
            return kind == 0 ? style : color(style, at, kind | number);
        }
    }

    /** The sequence that makes this the style, whatever it was before. */
    static void write(long style, StringBuilder out) {
        write(style, DEFAULT_COLOR, out);
    }

    static void write(long style, int underlines, StringBuilder out) {
        out.append("\033[0");
        flag(style, BOLD, ";1", out);
        flag(style, DIM, ";2", out);
        flag(style, ITALIC, ";3", out);
        int underline = (int) ((style & UNDERLINE) >>> UNDERLINE_AT);
        if (underline > 0) {
            out.append(underline == 1 ? ";4" : ";4:" + underline);
        }
        flag(style, BLINK, ";5", out);
        flag(style, INVERSE, ";7", out);
        flag(style, INVISIBLE, ";8", out);
        flag(style, STRIKE, ";9", out);
        flag(style, OVERLINE, ";53", out);
        color((int) (style & COLOR), 30, out);
        color((int) (style >>> GROUND_AT & COLOR), 40, out);
        color(underlines, 50, out);
        out.append('m');
    }

    private static void flag(long style, long flag, String text, StringBuilder out) {
        if ((style & flag) != 0) {
            out.append(text);
        }
    }

    private static void color(int color, int base, StringBuilder out) {
        int number = color & 0xFFFFFF;
        switch (color & RGB) {
            case BASIC -> out.append(';').append(number < 8 ? base + number : base + 60 + number - 8);
            case INDEXED -> out.append(';').append(base + 8).append(";5;").append(number);
            case RGB ->
                out.append(';')
                        .append(base + 8)
                        .append(";2;")
                        .append(number >> 16)
                        .append(';')
                        .append(number >> 8 & 0xFF)
                        .append(';')
                        .append(number & 0xFF);
            default -> {
                return;
            }
        }
    }
}
