package dev.agentdesk.workspace.configuration;

/** Which model providers a configuration may name. */
@FunctionalInterface
public interface OfferedProviders {

    /** @param account the owner of the Workspace: its turns run with what they may use */
    boolean isOffered(String providerId, String account);
}
