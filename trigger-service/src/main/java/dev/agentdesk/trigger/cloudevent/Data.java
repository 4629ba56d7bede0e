package dev.agentdesk.trigger.cloudevent;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data of an event, read as what they say that they are. Pure. */
public final class Data {

    /** Fields of a form or a query; the rest is ignored. */
    private static final int MOST_FIELDS = 1000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Data() {}

    /** Data that are JSON; also those of a form of one field, {@code payload}, as GitHub and Slack send it. */
    public static Optional<JsonNode> json(CloudEvent event) {
        if (event.text() == null) {
            return Optional.empty();
        }
        if (event.isJson()) {
            return parsed(event.text());
        }
        return form(event)
                .filter(fields -> fields.size() == 1)
                .map(fields -> fields.get("payload"))
                .flatMap(Data::parsed);
    }

    /** The fields of a form. */
    public static Optional<Map<String, String>> form(CloudEvent event) {
        var type = event.mediaType();
        return event.text() != null && type != null && type.startsWith("application/x-www-form-urlencoded")
                ? Optional.of(fields(event.text()))
                : Optional.empty();
    }

    /** The fields of a form or a query; of a field that comes twice the first one. What is no form has none. */
    public static Map<String, String> fields(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : encoded.split("&", MOST_FIELDS + 1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty() && fields.size() < MOST_FIELDS) {
                fields.putIfAbsent(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
