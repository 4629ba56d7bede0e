package dev.agentdesk.trigger.listing;

/** What a text may hold to be stored and shown: no control characters, no half of a surrogate pair. */
public final class PlainText {

    private PlainText() {}

    /** Whether it fits on one line. */
    public static boolean isLine(String text) {
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalf(c));
    }

    /** As {@link #isLine}, with line ends and tabs. */
    public static boolean isLines(String text) {
        return text.codePoints()
                .noneMatch(c -> c != '\n' && c != '\r' && c != '\t' && Character.isISOControl(c) || isHalf(c));
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
