package dev.agentdesk.session.access;

/** Texts from outside that every row and every document can hold. */
public final class PlainText {

    private PlainText() {}

    /** No NUL, and no half of a character pair: neither JSON nor a database takes these. */
    public static boolean isText(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(PlainText::isHalf);
    }

    /** Also no line end and no other control character. */
    public static boolean isLine(String text) {
        return isText(text) && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
