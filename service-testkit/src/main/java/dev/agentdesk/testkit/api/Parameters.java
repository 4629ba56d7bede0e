package dev.agentdesk.testkit.api;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Path variables, query parameters and headers: names, types and needs from the code, sentences from the notes.
 *
 * <p>What an operation says nothing special about is shared by all that have it.
 */
final class Parameters {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Schemas schemas;
    private final Notes notes;
    private final TreeMap<String, ObjectNode> shared = new TreeMap<>();

    Parameters(Schemas schemas, Notes notes) {
        this.schemas = schemas;
        this.notes = notes;
    }

    TreeMap<String, ObjectNode> shared() {
        return shared;
    }

    ArrayNode of(String verb, String path, @Nullable Method handler, JsonNode note) {
        var found = new ArrayList<ObjectNode>();
        Paths.variables(path).forEach(name -> found.add(parameter(name, "path", true, text())));
        if (handler != null) {
            Arrays.stream(handler.getParameters()).forEach(it -> read(it, found));
        }
        if (verb.equals("POST")) {
            found.add(parameter("Idempotency-Key", "header", false, text()));
        }
        note.path("parameters").properties().stream()
                .filter(it -> it.getValue().has("in"))
                .map(it -> parameter(it.getKey(), it.getValue().path("in").asString(), false, text()))
                .forEach(found::add);
        var all = JSON.arrayNode();
        found.forEach(it -> all.add(described(it, note.path("parameters").path(name(it)))));
        return all;
    }

    static boolean hasQuery(ArrayNode parameters, Predicate<String> names) {
        return parameters.values().stream()
                .map(it -> it.has("$ref") ? it.path("$ref").asString().replaceFirst(".*/", "") : name(it))
                .anyMatch(names);
    }

    private void read(Parameter parameter, List<ObjectNode> to) {
        boolean nullable = Schemas.nullable(parameter.getAnnotatedType());
        var query = parameter.getAnnotation(RequestParam.class);
        if (query != null && !MultipartFile.class.isAssignableFrom(parameter.getType())) {
            var fallback = query.defaultValue();
            boolean optional = !query.required() || nullable || !fallback.equals(ValueConstants.DEFAULT_NONE);
            var schema = present(parameter);
            if (!fallback.equals(ValueConstants.DEFAULT_NONE) && !fallback.isEmpty()) {
                boolean number = schema.path("type").asString("").equals("integer");
                schema.set("default", number ? JSON.numberNode(Long.parseLong(fallback)) : JSON.stringNode(fallback));
            }
            to.add(parameter(named(query.name(), query.value(), parameter), "query", !optional, schema));
        }
        var header = parameter.getAnnotation(RequestHeader.class);
        if (header != null) {
            boolean required = header.required() && !nullable;
            to.add(parameter(named(header.name(), header.value(), parameter), "header", required, present(parameter)));
        }
    }

    /** A parameter that is not sent is absent, never null. */
    private ObjectNode present(Parameter parameter) {
        var schema = schemas.request(parameter.getAnnotatedType());
        if (schema.path("type").isArray()) {
            schema.put("type", schema.path("type").get(0).asString());
        }
        return schema;
    }

    private static String named(String name, String value, Parameter parameter) {
        return !name.isEmpty() ? name : !value.isEmpty() ? value : parameter.getName();
    }

    private static ObjectNode parameter(String name, String in, boolean required, ObjectNode schema) {
        var parameter = JSON.objectNode().put("name", name).put("in", in);
        if (required) {
            parameter.put("required", true);
        }
        return parameter.set("schema", schema);
    }

    private ObjectNode described(ObjectNode parameter, JsonNode own) {
        var name = name(parameter);
        var common = notes.part("parameters").path(name);
        apply(parameter, common);
        if (own.isMissingNode()) {
            if (shared.computeIfAbsent(name, it -> parameter).equals(parameter)) {
                return JSON.objectNode().put("$ref", "#/components/parameters/" + name);
            }
            return parameter;
        }
        apply(parameter, own);
        return parameter;
    }

    private static void apply(ObjectNode parameter, JsonNode note) {
        if (note.isString()) {
            parameter.set("description", note);
        } else if (note.isObject()) {
            Notes.overlay(parameter, note);
        }
    }

    private static String name(JsonNode parameter) {
        return parameter.path("name").asString();
    }

    private static ObjectNode text() {
        return JSON.objectNode().put("type", "string");
    }
}
