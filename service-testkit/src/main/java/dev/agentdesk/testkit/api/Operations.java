package dev.agentdesk.testkit.api;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One operation of the document, from its handler and its note. */
final class Operations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String JSON_TYPE = "application/json";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final Schemas schemas;
    private final Notes notes;
    private final Parameters parameters;
    private final Codes codes = new Codes();

    Operations(Schemas schemas, Notes notes) {
        this.schemas = schemas;
        this.notes = notes;
        this.parameters = new Parameters(schemas, notes);
    }

    void components(ObjectNode components) {
        components.putObject("parameters").setAll(parameters.shared());
        codes.components(
                components, (ObjectNode) notes.part("schemas").path("Problem").path("example"));
    }

    /** @param handler null for what no handler of Spring's answers, such as a WebSocket */
    ObjectNode operation(String verb, String path, @Nullable Method handler, JsonNode note) {
        var operation = JSON.objectNode();
        operation.set("operationId", note.path("id"));
        operation.putArray("tags").add(note.path("tag"));
        operation.set("summary", note.path("summary"));
        if (note.has("description")) {
            operation.set("description", note.path("description"));
        }
        var taken = parameters.of(verb, path, handler, note);
        if (!taken.isEmpty()) {
            operation.set("parameters", taken);
        }
        var body = body(handler, note);
        if (body != null) {
            operation.set("requestBody", body);
        }
        var responses = operation.putObject("responses");
        success(responses, handler, note);
        problems(responses, verb, path, taken, body, note);
        operation.set("security", security(verb, note));
        return operation;
    }

    private @Nullable ObjectNode body(@Nullable Method handler, JsonNode note) {
        var sent = handler == null
                ? null
                : Arrays.stream(handler.getParameters())
                        .filter(it -> it.isAnnotationPresent(RequestBody.class))
                        .findFirst()
                        .orElse(null);
        var request = note.path("request");
        if (sent == null && request.isMissingNode()) {
            return null;
        }
        var schema = request.has("schema")
                ? schema(request.path("schema"))
                : sent == null ? JSON.objectNode() : schemas.request(sent.getAnnotatedType());
        var media = JSON.objectNode().set("schema", schema);
        var shown = note.has("body") ? note.path("body") : request.path("example");
        example(media, schema, shown.isMissingNode() ? shown : JSON.objectNode().set("example", shown));
        var body = JSON.objectNode();
        if (request.has("description")) {
            body.set("description", request.path("description"));
        }
        var content = body.putObject("content");
        content.set(request.path("media").asString(JSON_TYPE), media);
        return body.put(
                "required",
                sent == null || sent.getAnnotation(RequestBody.class).required());
    }

    private void success(ObjectNode responses, @Nullable Method handler, JsonNode note) {
        var content = handler == null ? null : content(handler.getAnnotatedReturnType());
        boolean silent = content == null && !note.has("answer") && !note.has("media");
        var answer = answer(responses, note.path("status").asString(silent ? "204" : "200"), note);
        if (!silent && !note.path("answer").asString("").equals("none")) {
            var media = answer.putObject("content").putObject(note.path("media").asString(JSON_TYPE));
            var schema = note.has("answer")
                    ? schema(note.path("answer"))
                    : content == null ? binary() : schemas.answer(content);
            media.set("schema", schema);
            example(media, schema, note);
        }
        note.path("also").properties().forEach(other -> {
            var also = answer(responses, other.getKey(), other.getValue());
            if (other.getValue().has("answer")) {
                var media = also.putObject("content")
                        .putObject(other.getValue().path("media").asString(JSON_TYPE));
                var schema = schema(other.getValue().path("answer"));
                media.set("schema", schema);
                example(media, schema, other.getValue());
            }
        });
    }

    private ObjectNode answer(ObjectNode responses, String status, JsonNode note) {
        var answer = responses.putObject(status);
        answer.put(
                "description",
                note.path("says").asString(notes.part("statuses").path(status).asString("")));
        var headers = JSON.objectNode();
        if (status.equals("201")) {
            headers.putObject("Location").put("$ref", "#/components/headers/Location");
        }
        Notes.texts(note.path("headers"))
                .forEach(name -> headers.putObject(name).put("$ref", "#/components/headers/" + name));
        if (!headers.isEmpty()) {
            answer.set("headers", headers);
        }
        return answer;
    }

    /** An example of its own, or that of its schema, or a page of that. */
    private void example(ObjectNode media, ObjectNode schema, JsonNode note) {
        var name = schema.path("$ref").asString("").replace("#/components/schemas/", "");
        if (note.has("example")) {
            media.putObject("examples").putObject("example").set("value", note.path("example"));
        } else if (notes.part("schemas").path(name).has("example")) {
            media.putObject("examples").putObject("example").put("$ref", "#/components/examples/" + name);
        } else if (name.endsWith("Page")) {
            var each = notes.part("schemas")
                    .path(name.substring(0, name.length() - 4))
                    .path("example");
            if (!each.isMissingNode()) {
                var page = media.putObject("examples").putObject("example").putObject("value");
                page.putArray("data").add(each);
                page.putNull("next_cursor");
            }
        }
    }

    private void problems(
            ObjectNode responses, String verb, String path, ArrayNode taken, @Nullable ObjectNode body, JsonNode note) {
        boolean hasIds = path.contains("{");
        boolean hasJson = body != null && body.path("content").has(JSON_TYPE);
        boolean behind = notes.part("services")
                .path(note.path("tag").asString())
                .asString("")
                .equals("behind");
        var found = Codes.of(new Codes.Shape(
                note.path("open").asBoolean(false),
                !SAFE.contains(verb),
                verb.equals("POST"),
                hasIds,
                taken.size() > Paths.variables(path).size(),
                hasJson,
                Parameters.hasQuery(taken, Set.of("If-Match", "If-None-Match")::contains) && !SAFE.contains(verb),
                behind));
        Notes.texts(note.path("codes")).forEach(code -> found.add(Codes.named(code)));
        Notes.texts(note.path("without")).forEach(code -> found.remove(Codes.named(code)));
        codes.answer(responses, found);
    }

    private static ArrayNode security(String verb, JsonNode note) {
        var either = JSON.arrayNode();
        if (note.path("open").asBoolean(false)) {
            return either;
        }
        var token = either.addObject().putArray("token");
        if (note.has("scope")) {
            token.add(note.path("scope"));
        }
        var browser = either.addObject();
        browser.putArray("browser");
        if (!SAFE.contains(verb)) {
            browser.putArray("csrf");
        }
        return either;
    }

    private ObjectNode schema(JsonNode named) {
        return named.isObject() ? (ObjectNode) named.deepCopy() : schemas.reference(named.asString());
    }

    private static ObjectNode binary() {
        return JSON.objectNode().put("type", "string").put("format", "binary");
    }

    /** What is inside of a {@link ResponseEntity}; null where the handler answers nothing that its type tells. */
    private static @Nullable AnnotatedType content(AnnotatedType type) {
        var raw = Schemas.raw(type.getType());
        if (raw == ResponseEntity.class && type instanceof AnnotatedParameterizedType entity) {
            return content(entity.getAnnotatedActualTypeArguments()[0]);
        }
        boolean unknown = raw == void.class || raw == Void.class || type instanceof AnnotatedWildcardType;
        return unknown ? null : type;
    }
}
