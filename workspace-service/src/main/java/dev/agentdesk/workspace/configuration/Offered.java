package dev.agentdesk.workspace.configuration;

import org.jspecify.annotations.Nullable;

/** What of the library a configuration may refer to. */
public interface Offered {

    /** @param account the owner of the Workspace: its turns run with what they may use */
    boolean hasProvider(String providerId, String account);

    /** @param version null: whatever the newest is */
    boolean hasPrompt(String promptId, @Nullable Long version, String account);
}
