package dev.agentdesk.gateway.password;

import dev.agentdesk.kit.problem.Violations;
import java.util.Locale;

/**
 * What a new password must be: long enough, not the name, not one character again and again.
 *
 * <p>Length is what makes guessing expensive; there are no rules about kinds of characters.
 */
public final class NewPassword {

    static final int SHORTEST = 12;

    /** Longer than any sentence that a person types, short enough for a request. */
    static final int LONGEST = 256;

    private NewPassword() {}

    /** Adds what is wrong at {@code pointer}. */
    public static void check(String password, String name, String pointer, Violations wrong) {
        var text = Passwords.normal(password);
        int length = text.codePointCount(0, text.length());
        if (wrong.check(
                length >= SHORTEST && length <= LONGEST,
                pointer,
                "length",
                "A password has " + SHORTEST + " to " + LONGEST + " characters.")) {
            wrong.check(!isLike(text, name), pointer, "too-easy", "The password is the name.");
            wrong.check(
                    text.codePoints().distinct().count() > 3,
                    pointer,
                    "too-easy",
                    "The password repeats a few characters.");
        }
    }

    /** Also with digits or signs around it: that is the first thing that is tried. */
    private static boolean isLike(String password, String name) {
        return letters(password).equals(letters(Passwords.normal(name)));
    }

    private static String letters(String text) {
        var letters = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
