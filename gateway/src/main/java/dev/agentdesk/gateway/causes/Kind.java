package dev.agentdesk.gateway.causes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The kinds of resources that can be causes or effects, where they are asked for, and what is shown of them. */
enum Kind {
    SESSION("ses", "session-service", "sessions", "/origin/type", "/created_at", "/title", "/usage/cost_usd"),
    TURN("trn", "session-service", "turns", "/status", "/started_at", "/status", "/usage/cost_usd"),
    APPROVAL("apr", "session-service", "approvals", "/status", "/asked_at", "/tool", null),
    EVENT("evt", "session-service", "events", "/type", "/at", "/type", null),
    EXECUTION("exe", "terminal-service", "executions", null, "/started_at", "/command", null),
    RUN("run", "trigger-service", "runs", "/outcome", "/decided_at", "/reason/text", "/cost_usd"),
    DELIVERY("dlv", "trigger-service", "deliveries", "/status", "/received_at", "/status", null),
    SCHEDULE("sch", "trigger-service", "schedules", "/status", "/created_at", "/name", null),
    ROUTE("rte", "trigger-service", "routes", null, "/created_at", "/name", null),
    CONNECTOR("con", "trigger-service", "connectors", "/kind", "/created_at", "/name", null);

    private static final String API = "/api/v1/";

    private final String prefix;
    private final String service;
    private final String collection;
    private final @Nullable String type;
    private final String at;
    private final String summary;
    private final @Nullable String cost;

    Kind(
            String prefix,
            String service,
            String collection,
            @Nullable String type,
            String at,
            String summary,
            @Nullable String cost) {
        this.prefix = prefix;
        this.service = service;
        this.collection = collection;
        this.type = type;
        this.at = at;
        this.summary = summary;
        this.cost = cost;
    }

    static Optional<Kind> of(String id) {
        return Arrays.stream(values())
                .filter(kind -> id.startsWith(kind.prefix + "_"))
                .findFirst();
    }

    String prefix() {
        return prefix;
    }

    String service() {
        return service;
    }

    String href(String id) {
        return API + collection + "/" + id;
    }

    CausesView.Node node(String id, JsonNode it) {
        return new CausesView.Node(
                id,
                name().toLowerCase(Locale.ROOT),
                text(it, type),
                text(it, at),
                actor(it),
                Objects.requireNonNullElse(text(it, summary), ""),
                text(it, cost),
                href(id));
    }

    private static @Nullable String actor(JsonNode it) {
        var actor = text(it, "/actor/id");
        return actor == null ? text(it, "/created_by") : actor;
    }

    private static @Nullable String text(JsonNode it, @Nullable String pointer) {
        if (pointer == null) {
            return null;
        }
        var found = it.at(pointer);
        return found.isMissingNode() || found.isNull() ? null : found.asString("");
    }
}
