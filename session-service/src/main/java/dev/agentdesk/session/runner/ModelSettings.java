package dev.agentdesk.session.runner;

import dev.agentdesk.session.model.Provider;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a configuration says about its model.
 *
 * @param budgetUsd what one turn may cost
 * @param network what commands may reach; fetching follows it
 */
record ModelSettings(
        Provider provider,
        String name,
        String smallName,
        int maxTokens,
        @Nullable Double temperature,
        @Nullable BigDecimal budgetUsd,
        String prompt,
        JsonNode network) {

    private static final int USUAL_OUTPUT = 8_192;
    private static final int MOST_USUAL_OUTPUT = 32_000;
    private static final int USUAL_WINDOW = 128_000;
    private static final int ANTHROPIC_WINDOW = 200_000;

    /** Null where the configuration has no provider that is there, or no model. */
    static @Nullable ModelSettings of(TurnContext context, @Nullable String chosen) {
        var provider = context.named();
        var model = context.config().path("model");
        var name = chosen == null ? model.path("name").asString("") : chosen;
        if (provider == null || name.isEmpty()) {
            return null;
        }
        var known = provider.model(name);
        int usual = known == null || known.maxOutput() == null
                ? USUAL_OUTPUT
                : Math.min(known.maxOutput(), MOST_USUAL_OUTPUT);
        var budget = context.config().path("limits").path("budget_usd").asString("");
        return new ModelSettings(
                provider,
                name,
                model.path("small_name").asString(name),
                model.path("max_tokens").asInt(usual),
                model.path("temperature").isNumber() ? model.path("temperature").doubleValue() : null,
                budget.isEmpty() ? null : new BigDecimal(budget),
                context.config().path("prompt").path("text").asString(""),
                context.config().path("environment").path("network"));
    }

    /** As it is, but for no more than somebody else gives for the answer. */
    ModelSettings within(@Nullable BigDecimal given) {
        if (given == null) {
            return this;
        }
        var least = budgetUsd == null ? given : budgetUsd.min(given);
        return new ModelSettings(provider, name, smallName, maxTokens, temperature, least, prompt, network);
    }

    /** How many tokens the model can have before it, its own reply included. */
    int window() {
        var known = provider.model(name);
        if (known != null && known.contextWindow() != null) {
            return known.contextWindow();
        }
        return provider.wire().equals("anthropic") ? ANTHROPIC_WINDOW : USUAL_WINDOW;
    }
}
