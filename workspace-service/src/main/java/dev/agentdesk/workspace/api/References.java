package dev.agentdesk.workspace.api;

import dev.agentdesk.workspace.configuration.Offered;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import dev.agentdesk.workspace.prompt.PromptTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a configuration refers to: whether it may, and the words behind it when a turn begins. */
@Component
final class References implements Offered {

    private final Library library;
    private final PromptTexts prompts;
    private final JsonMapper json;

    References(Library library, PromptTexts prompts, JsonMapper json) {
        this.library = library;
        this.prompts = prompts;
        this.json = json;
    }

    @Override
    public boolean hasProvider(String providerId, String account) {
        return library.usable(Kind.PROVIDER, providerId, account).isPresent();
    }

    @Override
    public boolean hasPrompt(String promptId, @Nullable Long version, String account) {
        return prompts.usable(promptId, version, account).isPresent();
    }

    /**
     * The stored document; a prompt that it refers to has its {@code text} beside the reference, empty if it is gone.
     */
    JsonNode resolved(String document, String owner) {
        var config = json.readTree(document);
        if (config.path("prompt") instanceof ObjectNode prompt
                && prompt.path("prompt_id").isString()) {
            var version = prompt.path("version");
            var id = prompt.path("prompt_id").asString();
            prompt.put(
                    "text",
                    prompts.usable(id, version.isNumber() ? version.asLong() : null, owner)
                            .orElse(""));
        }
        return config;
    }
}
