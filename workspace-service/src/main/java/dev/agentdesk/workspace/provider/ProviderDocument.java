package dev.agentdesk.workspace.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is, as it is stored: everything but its name and its key.
 *
 * @param wire {@code anthropic} (Messages) or {@code openai} (Chat Completions)
 * @param baseUrl as it was given, without a slash at the end
 * @param privateAllowed whether it may lie in a private network: an administrator said where it is
 */
record ProviderDocument(
        String wire, String baseUrl, List<Model> models, Map<String, Price> prices, boolean privateAllowed) {

    ProviderDocument {
        models = List.copyOf(models);
        prices = Map.copyOf(prices);
    }

    /** @param contextWindow in tokens, as {@code maxOutput} */
    record Model(
            String name,
            @Nullable Integer contextWindow,
            @Nullable Integer maxOutput) {}

    /** USD per million tokens, as decimal texts. */
    record Price(
            String inputUsdPerMtok,
            String outputUsdPerMtok,
            @Nullable String cacheReadUsdPerMtok,
            @Nullable String cacheWriteUsdPerMtok) {}

    /** What {@code /messages}, {@code /chat/completions} and {@code /models} are appended to. */
    String endpoint() {
        var path = URI.create(baseUrl).getRawPath();
        return path == null || path.isEmpty() ? baseUrl + "/v1" : baseUrl;
    }
}
