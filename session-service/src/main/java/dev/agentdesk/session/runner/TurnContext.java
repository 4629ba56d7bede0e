package dev.agentdesk.session.runner;

import tools.jackson.databind.JsonNode;

/** What a turn runs with, as workspace-service says at its start; never guessed and never stored. */
record TurnContext(String workspaceId, String principalId, int configVersion, JsonNode config, long generation) {

    TurnContext pinned(Versioned version) {
        return new TurnContext(workspaceId, principalId, version.configVersion(), version.config(), generation);
    }

    /** One version of a configuration. */
    record Versioned(int configVersion, JsonNode config) {}
}
