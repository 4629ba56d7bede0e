package dev.agentdesk.terminal.files;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of one archive: what any program unpacks to a place inside of the folder that it was told.
 *
 * <p>A name of our file system may hold what separates folders, or names a drive, elsewhere; such characters become
 * {@code _}. No two entries have one name.
 */
final class SafeNames {

    private final Set<String> used = new HashSet<>();

    /** @param path relative, its segments without {@code .} and {@code ..} */
    String of(String path, boolean isFolder) {
        var plain = new StringBuilder();
        path.codePoints().map(SafeNames::plain).forEach(plain::appendCodePoint);
        var name = plain.toString();
        for (int n = 2; !used.add(name); n++) {
            name = plain + "~" + n;
        }
        return isFolder ? name + "/" : name;
    }

    private static int plain(int character) {
        return character == '\\' || character == ':' || Character.isISOControl(character) ? '_' : character;
    }
}
