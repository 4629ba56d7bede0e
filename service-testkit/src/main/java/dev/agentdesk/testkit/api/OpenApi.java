package dev.agentdesk.testkit.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI 3.1 document of the public API: what the handlers take and answer, with what the {@link Notes} say of it.
 *
 * <p>Pure and stable: the same classes and notes make the same text. {@link #complaints()} names what is not described.
 */
public final class OpenApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode document = JSON.objectNode();
    private final List<String> complaints = new ArrayList<>();
    private final Notes notes;

    /** @param root the folder of all modules, for the sentences above records */
    public OpenApi(List<Mapped> mapped, Notes notes, Path root) {
        this.notes = notes;
        var schemas = new Schemas("#/components/schemas/", notes.names());
        var operations = new Operations(schemas, notes);
        document.put("openapi", "3.1.0");
        document.set("info", notes.part("info"));
        document.putArray("servers").addObject().put("url", "/");
        document.set("tags", notes.part("tags"));
        var paths = paths(mapped, operations);
        document.putObject("paths").setAll(paths);
        var components = document.putObject("components");
        sentences(schemas, new Javadocs(root));
        schemas(components, schemas.named());
        operations.components(components);
        components.set("headers", notes.part("headers"));
        components.set("securitySchemes", notes.part("security"));
        prune((ObjectNode) components.path("schemas"));
    }

    public ObjectNode document() {
        return document;
    }

    /** What is mapped and not described, and what is described and not there any more; empty when all is well. */
    public List<String> complaints() {
        return complaints;
    }

    private Map<String, ObjectNode> paths(List<Mapped> mapped, Operations operations) {
        var paths = new TreeMap<String, ObjectNode>();
        var described = new HashSet<String>();
        mapped.stream().filter(it -> !it.isInternal()).forEach(it -> {
            described.add(it.key());
            var note = notes.operation(it.key());
            if (note.isMissingNode()) {
                complaints.add("not described: " + it.key());
            } else if (!note.path("hidden").asBoolean(false)) {
                put(paths, it.verb(), it.path(), operations.operation(it.verb(), it.path(), it.handler(), note));
            }
        });
        notes.part("operations").properties().forEach(it -> {
            if (it.getValue().path("unmapped").asBoolean(false)) {
                var words = it.getKey().split(" ");
                put(paths, words[0], words[1], operations.operation(words[0], words[1], null, it.getValue()));
            } else if (!described.contains(it.getKey())) {
                complaints.add("described but not mapped: " + it.getKey());
            }
        });
        return paths;
    }

    private static void put(Map<String, ObjectNode> paths, String verb, String path, ObjectNode operation) {
        paths.computeIfAbsent(path, it -> JSON.objectNode()).set(verb.toLowerCase(Locale.ROOT), operation);
    }

    private static void sentences(Schemas schemas, Javadocs javadocs) {
        schemas.named().forEach((name, schema) -> {
            var origin = schemas.origins().get(name);
            var doc = origin == null ? Optional.<Javadocs.Doc>empty() : javadocs.of(origin);
            doc.ifPresent(it -> {
                schema.put("description", it.text());
                it.members().forEach((member, text) -> {
                    var described = schema.path("properties").path(Paths.snake(member));
                    if (described.isObject() && !described.has("$ref")) {
                        ((ObjectNode) described).put("description", text);
                    }
                });
            });
        });
    }

    private void schemas(ObjectNode components, Map<String, ObjectNode> named) {
        var schemas = new TreeMap<String, ObjectNode>(named);
        notes.part("schemas").properties().forEach(it -> {
            var note = it.getValue();
            if (note.has("definition")) {
                schemas.put(it.getKey(), (ObjectNode) note.path("definition").deepCopy());
            } else if (!schemas.containsKey(it.getKey())) {
                complaints.add("there is no schema " + it.getKey());
            } else {
                describe(it.getKey(), schemas.get(it.getKey()), note);
            }
            if (note.has("example")) {
                components.withObjectProperty("examples").putObject(it.getKey()).set("value", note.path("example"));
            }
        });
        components.putObject("schemas").setAll(schemas);
    }

    /** A schema that a note has replaced everywhere is no part of the document. */
    private void prune(ObjectNode schemas) {
        var prefix = "#/components/schemas/";
        int before;
        do {
            before = schemas.size();
            var used = Set.copyOf(document.findValuesAsString("$ref"));
            List.copyOf(schemas.propertyNames()).stream()
                    .filter(name -> !used.contains(prefix + name))
                    .forEach(schemas::remove);
        } while (schemas.size() < before);
    }

    private void describe(String name, ObjectNode schema, JsonNode note) {
        if (note.has("description")) {
            schema.set("description", note.path("description"));
        }
        if (note.has("required")) {
            schema.set("required", note.path("required"));
            Notes.texts(note.path("required"))
                    .forEach(member -> notNull(schema.path("properties").path(member)));
        }
        note.path("fields").properties().forEach(field -> {
            var properties = (ObjectNode) schema.path("properties");
            if (!properties.has(field.getKey())) {
                complaints.add("there is no member " + name + "." + field.getKey());
            } else if (field.getValue().isString()) {
                ((ObjectNode) properties.path(field.getKey())).set("description", field.getValue());
            } else {
                properties.set(field.getKey(), member((ObjectNode) properties.path(field.getKey()), field.getValue()));
            }
        });
    }

    private static void notNull(JsonNode schema) {
        if (schema.path("type").isArray()) {
            ((ObjectNode) schema).set("type", schema.path("type").get(0));
        }
    }

    /** A note with a type or a reference says all; one without adds to what the code says. */
    private static ObjectNode member(ObjectNode generated, JsonNode note) {
        boolean whole = note.has("$ref") || note.has("type") || note.has("anyOf") || note.has("oneOf");
        if (whole) {
            return (ObjectNode) note.deepCopy();
        }
        Notes.overlay(generated, note);
        return generated;
    }
}
