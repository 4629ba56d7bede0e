package dev.agentdesk.session.runner;

import dev.agentdesk.session.permission.Policy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The part of a configuration that a runner obeys. */
record RunSettings(
        String engine,
        Policy policy,
        Limits limits,
        JsonNode mcpServers,
        @Nullable ModelSettings model) {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** @param turn how long a turn may take; {@code steps} how many tools it may call */
    record Limits(int concurrentTurns, int queuedTurns, Duration turn, Duration tool, int steps) {}

    /** @param chosen the model of the Session, if it has one of its own */
    static RunSettings of(TurnContext context, @Nullable String chosen, JsonMapper json) {
        var config = context.config();
        var engine = config.path("engine").path("kind").asString("shell");
        var limits = config.path("limits");
        return new RunSettings(
                engine,
                Policy.of(permissions(config.path("permissions"), engine, json)),
                new Limits(
                        limits.path("concurrent_turns").asInt(4),
                        limits.path("queued_turns").asInt(100),
                        Duration.parse(limits.path("turn").asString("PT1H")),
                        Duration.parse(limits.path("tool").asString("PT10M")),
                        limits.path("steps").asInt(200)),
                config.path("mcp_servers"),
                ModelSettings.of(context, chosen));
    }

    /** For no more than somebody else gives for the answer. */
    RunSettings within(@Nullable BigDecimal given) {
        return model == null ? this : new RunSettings(engine, policy, limits, mcpServers, model.within(given));
    }

    /** An engine that thinks starts out careful; the shell does what a person wrote. */
    private static Map<String, Object> permissions(JsonNode permissions, String engine, JsonMapper json) {
        var map = new HashMap<String, Object>();
        if (permissions.isObject()) {
            map.putAll(json.convertValue(permissions, MAP));
        }
        map.values().removeIf(Objects::isNull);
        map.putIfAbsent("preset", engine.equals("shell") ? "open" : "careful");
        return map;
    }
}
