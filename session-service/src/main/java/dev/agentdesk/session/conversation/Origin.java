package dev.agentdesk.session.conversation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What opened a Session: {@code user}, {@code api}, {@code schedule}, {@code delivery} and so on, with its id. */
public record Origin(String type, @Nullable String id) {

    private static final Set<String> ATTENDED = Set.of("user", "api", "fork", "rerun");

    /** Whether nobody sits at the other end who could answer a question. */
    public boolean unattended() {
        return !ATTENDED.contains(type);
    }
}
