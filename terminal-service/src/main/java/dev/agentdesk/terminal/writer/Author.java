package dev.agentdesk.terminal.writer;

import dev.agentdesk.kit.event.Actor;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a file is written.
 *
 * @param sessionId the Session whose tool writes; null for a person or a program at the API
 */
public record Author(Actor actor, @Nullable String sessionId) {

    public static Author of(Actor actor) {
        return new Author(actor, null);
    }
}
