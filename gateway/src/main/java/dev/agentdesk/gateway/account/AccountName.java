package dev.agentdesk.gateway.account;

import java.text.Normalizer;

/** The name that a person has here and signs in with; one line of visible characters. */
final class AccountName {

    static final int LONGEST = 100;

    private AccountName() {}

    /** The same for the same characters, however they were typed. */
    static String normal(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    /** Nothing that is invisible or turns the direction of text: a name is not to look like another. */
    static boolean isGood(String name) {
        return !name.isEmpty() && name.length() <= LONGEST && name.codePoints().noneMatch(AccountName::isHidden);
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
