package dev.agentdesk.session.model;

import dev.agentdesk.session.conversation.ModelAnswer.Tokens;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's interface as workspace-service tells it for one turn, with its key; never stored and never written down.
 *
 * @param wire {@code anthropic} or {@code openai}
 * @param baseUrl {@code /messages} or {@code /chat/completions} is appended to it
 * @param privateAllowed an administrator chose the address
 */
public record Provider(
        String id,
        String wire,
        String baseUrl,
        @Nullable String apiKey,
        @Nullable Map<String, Price> prices,
        @Nullable List<Model> models,
        boolean privateAllowed) {

    private static final BigDecimal MILLION = new BigDecimal(1_000_000);

    /** Dollars for a million tokens, as decimal texts. */
    public record Price(
            @Nullable String inputUsdPerMtok,
            @Nullable String outputUsdPerMtok,
            @Nullable String cacheReadUsdPerMtok,
            @Nullable String cacheWriteUsdPerMtok) {}

    /** What is known of a model. */
    public record Model(
            String name,
            @Nullable Integer contextWindow,
            @Nullable Integer maxOutput) {}

    /**
     * What these tokens cost; null where a price is not known. What comes from a cache costs at most what fresh input
     * does and is counted so where there is no price of its own.
     */
    public @Nullable BigDecimal cost(String model, Tokens tokens) {
        var price = prices == null ? null : prices.get(model);
        if (price == null) {
            return null;
        }
        var reads = price.cacheReadUsdPerMtok() == null ? price.inputUsdPerMtok() : price.cacheReadUsdPerMtok();
        return plus(
                plus(of(tokens.input(), price.inputUsdPerMtok()), of(tokens.output(), price.outputUsdPerMtok())),
                plus(of(tokens.cacheRead(), reads), of(tokens.cacheWrite(), price.cacheWriteUsdPerMtok())));
    }

    /** Whether each call of this model can be priced. */
    public boolean knowsPriceOf(String model) {
        return cost(model, new Tokens(1, 1, 0, 0)) != null;
    }

    public @Nullable Model model(String name) {
        return models == null
                ? null
                : models.stream()
                        .filter(it -> name.equals(it.name()))
                        .findFirst()
                        .orElse(null);
    }

    /** The key is what this must not show; a text without it. */
    public String redact(String text) {
        return apiKey == null || apiKey.isBlank() ? text : text.replace(apiKey, "•••");
    }

    @Override
    public String toString() {
        return "Provider[" + id + " " + wire + " " + baseUrl + "]";
    }

    private static @Nullable BigDecimal of(long tokens, @Nullable String perMillion) {
        if (tokens == 0) {
            return BigDecimal.ZERO;
        }
        return perMillion == null
                ? null
                : new BigDecimal(perMillion).multiply(new BigDecimal(tokens)).divide(MILLION, MathContext.DECIMAL64);
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? null : a.add(b);
    }
}
