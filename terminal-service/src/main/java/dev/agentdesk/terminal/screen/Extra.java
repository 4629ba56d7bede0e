package dev.agentdesk.terminal.screen;

import java.util.Locale;

/**
 * What few cells have beside their style: another colour of the underline, and an address that is opened from them.
 *
 * @param underline as in {@link Style}; 0 is that of the letters
 * @param link empty, or an address of the web
 */
record Extra(int underline, String link) {

    static final Extra NONE = new Extra(0, "");

    /** What browsers take; also keeps what is written again small. */
    private static final int LONGEST_LINK = 2_000;

    boolean isNone() {
        return underline == 0 && link.isEmpty();
    }

    Extra withUnderline(int color) {
        return color == underline ? this : new Extra(color, link);
    }

    /** @param parametersAndAddress as in the sequence; an address of anything but the web counts as none */
    Extra withLink(String parametersAndAddress) {
        int semicolon = parametersAndAddress.indexOf(';');
        if (semicolon < 0) {
            return this;
        }
        var address = parametersAndAddress.substring(semicolon + 1).strip();
        return new Extra(underline, isSafe(address) ? address : "");
    }

    private static boolean isSafe(String address) {
        var scheme = address.substring(0, Math.min(8, address.length())).toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST_LINK
                && (scheme.startsWith("http://") || scheme.equals("https://"))
                && address.codePoints().allMatch(c -> c > 0x20 && c < 0x7F || c >= 0xA0);
    }

    /** Begins the link, or ends the one before. */
    static void writeLink(String link, StringBuilder out) {
        out.append("\033]8;;").append(link).append('\007');
    }
}
