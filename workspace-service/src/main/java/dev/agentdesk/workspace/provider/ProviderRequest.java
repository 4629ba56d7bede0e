package dev.agentdesk.workspace.provider;

import dev.agentdesk.kit.problem.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A provider as a client writes it; in an edit what is missing stays as it is.
 *
 * @param apiKey write-only
 * @param models names, or objects with {@code name, context_window?, max_output?}
 * @param prices by the name of the model
 */
record ProviderRequest(
        @Nullable String name,
        @Nullable String wire,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable JsonNode models,
        @Nullable JsonNode prices,
        @Nullable String visibility) {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_KEY = 4_096;

    void check(boolean isNew, Violations wrong) {
        if (isNew) {
            wrong.check(name != null, "/name", "required", "A provider needs a name.");
            wrong.check(wire != null, "/wire", "required", "One of: anthropic, openai.");
            wrong.check(baseUrl != null, "/base_url", "required", "Where the provider is called.");
        }
        if (name != null) {
            boolean fits = !name.isBlank()
                    && name.length() <= LONGEST_NAME
                    && name.chars().noneMatch(Character::isISOControl);
            wrong.check(fits, "/name", "malformed", "1 to " + LONGEST_NAME + " characters on one line.");
        }
        if (wire != null) {
            wrong.check(
                    Set.of("anthropic", "openai").contains(wire),
                    "/wire",
                    "unknown-value",
                    "One of: anthropic, openai.");
        }
        if (apiKey != null) {
            boolean fits = !apiKey.isEmpty()
                    && apiKey.length() <= LONGEST_KEY
                    && apiKey.chars().allMatch(c -> c > ' ' && c < 127);
            wrong.check(fits, "/api_key", "malformed", "1 to " + LONGEST_KEY + " visible ASCII characters.");
        }
        if (baseUrl != null) {
            wrong.check(isUrl(baseUrl), "/base_url", "malformed", "An http or https address without user and query.");
        }
        visibility(wrong);
    }

    private void visibility(Violations wrong) {
        if ("team".equals(visibility)) {
            wrong.add("/visibility", "not-available", "There are no teams in this version.");
        } else if (visibility != null) {
            wrong.check(
                    Set.of("private", "public").contains(visibility),
                    "/visibility",
                    "unknown-value",
                    "One of: private, public.");
        }
    }

    /** Without the slash that people put behind it. */
    @Nullable
    String trimmedUrl() {
        if (baseUrl == null) {
            return null;
        }
        var url = baseUrl;
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        return url;
    }

    private static boolean isUrl(String text) {
        try {
            var url = new URI(text);
            return text.length() <= LONGEST_URL
                    && Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65_535;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A key must not get into a log by way of a message about the request. */
    @Override
    public String toString() {
        return "ProviderRequest[" + name + "]";
    }
}
