package dev.agentdesk.kit.event;

import org.jspecify.annotations.Nullable;

/**
 * Who did it: {@code user}, {@code token}, {@code workspace} (the agent and its automation), {@code schedule},
 * {@code route} or {@code platform}.
 *
 * @param onBehalfOf the account behind a token or an automation, where there is one
 */
public record Actor(String type, String id, @Nullable String onBehalfOf) {

    /** The platform itself: observations, take-overs, expiries. */
    public static final Actor PLATFORM = new Actor("platform", "platform", null);

    public static Actor user(String id) {
        return new Actor("user", id, null);
    }

    /** A Workspace's own principal, {@code wsp_…}. */
    public static Actor workspace(String principalId) {
        return new Actor("workspace", principalId, null);
    }
}
