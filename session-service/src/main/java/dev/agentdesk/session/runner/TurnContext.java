package dev.agentdesk.session.runner;

import dev.agentdesk.session.model.Provider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a turn runs with, as workspace-service says at its start; never guessed and never stored. */
record TurnContext(
        String workspaceId,
        String principalId,
        int configVersion,
        JsonNode config,
        long generation,
        @Nullable Provider provider) {

    TurnContext pinned(Versioned version) {
        return new TurnContext(
                workspaceId, principalId, version.configVersion(), version.config(), generation, version.provider());
    }

    /** The provider that the configuration names, if it is the one that was told. */
    @Nullable
    Provider named() {
        var name = config.path("engine").path("provider").asString("");
        return provider != null && provider.id().equals(name) ? provider : null;
    }

    /** One version of a configuration. */
    record Versioned(
            int configVersion, JsonNode config, @Nullable Provider provider) {}
}
