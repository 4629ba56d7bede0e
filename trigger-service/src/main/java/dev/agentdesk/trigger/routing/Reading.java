package dev.agentdesk.trigger.routing;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.Data;
import dev.agentdesk.trigger.cloudevent.HttpCall;
import dev.agentdesk.trigger.filter.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What expressions see of a kept event. Pure. */
final class Reading {

    private Reading() {}

    static Facts facts(CloudEvent event, @Nullable HttpCall http) {
        var attributes = new HashMap<String, @Nullable String>();
        for (var name : List.of("id", "source", "type", "subject", "time")) {
            attributes.put(name, event.attribute(name));
        }
        return http == null
                ? Facts.of(body(event), Map.of(), Map.of(), "", "", attributes)
                : Facts.of(
                        body(event), headers(http), Data.fields(http.query()), http.method(), http.path(), attributes);
    }

    private static @Nullable Object body(CloudEvent event) {
        var json = Data.json(event);
        if (json.isPresent()) {
            return plain(json.get());
        }
        return Data.form(event)
                .<Object>map(fields -> fields)
                .orElseGet(
                        () -> Objects.requireNonNullElse(event.text(), Objects.requireNonNullElse(event.base64(), "")));
    }

    /** Of a header that came several times all values, one after the other. */
    private static Map<String, String> headers(HttpCall http) {
        var headers = new LinkedHashMap<String, String>();
        http.headers().forEach(header -> headers.merge(header.name(), header.value(), (a, b) -> a + ", " + b));
        return headers;
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            var members = new LinkedHashMap<String, @Nullable Object>();
            node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            var elements = new ArrayList<@Nullable Object>();
            node.forEach(element -> elements.add(plain(element)));
            return elements;
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.doubleValue();
        }
        return node.isNull() ? null : node.isBoolean() ? (Object) node.booleanValue() : node.asString();
    }
}
