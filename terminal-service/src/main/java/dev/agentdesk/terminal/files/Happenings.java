package dev.agentdesk.terminal.files;

import dev.agentdesk.terminal.files.Happening.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened within a moment, folded: at most one thing per path, and nothing of what came and went.
 *
 * <p>Law: whoever knew the files before and applies what {@link #drain} answers knows them after. Not thread-safe.
 */
final class Happenings {

    /** More than this at once is told faster by a fresh listing. */
    private static final int MOST = 1000;

    private final Map<String, Happening> byPath = new LinkedHashMap<>();
    private boolean tooMuch;

    boolean isEmpty() {
        return byPath.isEmpty() && !tooMuch;
    }

    void created(String path) {
        var before = byPath.remove(path);
        put(before != null && before.type() == Type.DELETED ? Type.MODIFIED : Type.CREATED, path);
    }

    void modified(String path) {
        if (!byPath.containsKey(path)) {
            put(Type.MODIFIED, path);
        }
    }

    void deleted(String path) {
        var before = byPath.remove(path);
        if (before == null || before.type() == Type.MODIFIED) {
            put(Type.DELETED, path);
        } else if (before.type() == Type.RENAMED && before.from() != null) {
            put(Type.DELETED, before.from());
            put(Type.DELETED, path);
        }
    }

    void renamed(String from, String to) {
        var before = byPath.remove(from);
        byPath.remove(to);
        if (before != null && before.type() == Type.CREATED) {
            put(Type.CREATED, to);
        } else {
            var first = before == null || before.type() != Type.RENAMED ? null : before.from();
            byPath.put(to, new Happening(Type.RENAMED, to, first == null ? from : first));
        }
        bound();
    }

    void overflow() {
        tooMuch = true;
        byPath.clear();
    }

    List<Happening> drain() {
        var all = tooMuch ? List.of(Happening.TOO_MUCH) : new ArrayList<>(byPath.values());
        byPath.clear();
        tooMuch = false;
        return all;
    }

    private void put(Type type, String path) {
        byPath.put(path, new Happening(type, path, null));
        bound();
    }

    private void bound() {
        if (tooMuch || byPath.size() > MOST) {
            overflow();
        }
    }
}
