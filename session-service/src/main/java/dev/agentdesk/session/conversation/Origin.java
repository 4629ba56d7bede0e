package dev.agentdesk.session.conversation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What opened a Session: {@code user}, {@code api}, {@code schedule}, {@code delivery} and so on, with its id. */
public record Origin(String type, @Nullable String id) {

    private static final String AGENT = "agent";
    private static final Set<String> ATTENDED = Set.of("user", "api", "fork", "rerun");

    /** A Session that another one opened, which is its parent. */
    public static Origin agent(String parentId) {
        return new Origin(AGENT, parentId);
    }

    public boolean fromAgent() {
        return type.equals(AGENT);
    }

    /** Whether nobody sits at the other end who could answer a question. */
    public boolean unattended() {
        return !ATTENDED.contains(type);
    }
}
