package dev.agentdesk.workspace.configuration;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.workspace.desk.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * From what people send to what is stored: missing members get their defaults, then the whole is checked. A document
 * that was stored is always whole and valid.
 */
@Component
public final class Configurations {

    private final JsonMapper json;
    private final Offered offered;
    private final ObjectNode defaults;

    Configurations(JsonMapper json, Offered offered) {
        this.json = json;
        this.offered = offered;
        try (var in = new ClassPathResource("default-configuration.json").getInputStream()) {
            this.defaults = (ObjectNode) json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The settings for a possibly partial document that is the whole body of a request.
     *
     * @param owner of the Workspace
     * @throws InvalidRequest with every pointer that is wrong
     */
    public Settings settings(@Nullable JsonNode partial, String owner) {
        var violations = new Violations();
        var settings = settings(partial, owner, "", violations);
        violations.throwIfAny();
        return settings;
    }

    /**
     * The same, noting what is wrong beside what else is wrong with the request.
     *
     * @param prefix where the document stands in the request, for the pointers
     */
    public Settings settings(@Nullable JsonNode partial, String owner, String prefix, Violations violations) {
        var whole = completed(partial, prefix);
        var own = new Violations();
        ConfigurationRules.check(whole, own);
        if (own.all().isEmpty()) {
            provider(whole, owner, own);
            prompt(whole, owner, own);
        }
        own.all().forEach(error -> violations.add(prefix + error.pointer(), error.code(), error.detail()));
        return new Settings(
                json.writeValueAsString(whole),
                whole.path("engine").path("kind").asString(""),
                whole.path("auto_start").asBoolean(false));
    }

    private void provider(JsonNode whole, String owner, Violations violations) {
        var provider = whole.path("engine").path("provider");
        violations.check(
                !provider.isString() || offered.hasProvider(provider.asString(), owner),
                "/engine/provider",
                "unknown-provider",
                "There is no such provider that the owner of this Workspace may use.");
    }

    private void prompt(JsonNode whole, String owner, Violations violations) {
        var id = whole.path("prompt").path("prompt_id");
        var version = whole.path("prompt").path("version");
        violations.check(
                !id.isString() || offered.hasPrompt(id.asString(), version.isNumber() ? version.asLong() : null, owner),
                "/prompt/prompt_id",
                "unknown-prompt",
                "There is no such prompt, or no such version, that the owner of this Workspace may use.");
    }

    /** The document after a JSON Merge Patch (RFC 7396); not yet checked. */
    public JsonNode patched(String document, JsonNode patch) {
        var target = json.readTree(document);
        if (target.path("prompt") instanceof ObjectNode prompt) {
            otherForm(patch.path("prompt"), prompt);
        }
        return merge(target, patch);
    }

    /** A prompt is words or a reference; who gives the one means it instead of the other. */
    private static void otherForm(JsonNode patch, ObjectNode prompt) {
        if (patch.path("prompt_id").isString()) {
            prompt.remove("text");
        } else if (patch.path("text").isString()) {
            prompt.remove(List.of("prompt_id", "version"));
        }
    }

    public JsonNode tree(String document) {
        return json.readTree(document);
    }

    private ObjectNode completed(@Nullable JsonNode partial, String prefix) {
        var whole = defaults.deepCopy();
        if (partial != null && !partial.isNull()) {
            if (!partial.isObject()) {
                throw InvalidRequest.at(prefix, "wrong-type", "An object is expected here.");
            }
            for (String name : partial.propertyNames()) {
                var given = partial.get(name);
                boolean filledUp = given.isObject()
                        && List.of("permissions", "environment", "limits").contains(name);
                whole.set(name, filledUp ? filled((ObjectNode) whole.get(name), given) : given);
            }
        }
        if (whole.get("permissions") instanceof ObjectNode permissions
                && permissions.path("preset").isNull()) {
            permissions.put("preset", defaultPreset(whole));
        }
        return whole;
    }

    /** What thinks for itself asks first; what only does as it is told need not. */
    private static String defaultPreset(JsonNode whole) {
        return whole.path("engine").path("kind").asString("").equals("shell") ? "open" : "careful";
    }

    private static ObjectNode filled(ObjectNode defaults, JsonNode given) {
        given.propertyNames().forEach(name -> defaults.set(name, given.get(name)));
        return defaults;
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var result = target.isObject() ? (ObjectNode) target.deepCopy() : ((ObjectNode) patch.deepCopy()).removeAll();
        for (String name : patch.propertyNames()) {
            var value = patch.get(name);
            if (value.isNull()) {
                result.remove(name);
            } else {
                result.set(name, merge(result.path(name), value));
            }
        }
        return result;
    }
}
