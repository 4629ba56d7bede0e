package dev.agentdesk.testkit.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas of Java types as our JSON writes and reads them: snake_case, times as texts, {@code @Nullable} as null.
 *
 * <p>Records become named schemas, once each. In what we answer every member is present; what we take is closed, and a
 * nullable member may be left out. Two records of one name are an error, never a mixture.
 */
final class Schemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<Class<?>, String[]> SCALARS = scalars();

    private final String prefix;
    private final Map<String, ObjectNode> named = new TreeMap<>();
    private final Map<String, Class<?>> origins = new HashMap<>();
    private final Map<String, String> renamed;

    /**
     * @param prefix where the named schemas will be, e.g. {@code #/components/schemas/}
     * @param renamed names that are better than those of the code
     */
    Schemas(String prefix, Map<String, String> renamed) {
        this.prefix = prefix;
        this.renamed = renamed;
    }

    /** By name; complete when all types were asked for. */
    Map<String, ObjectNode> named() {
        return named;
    }

    /** Which records the named ones are made from. */
    Map<String, Class<?>> origins() {
        return origins;
    }

    ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", prefix + name);
    }

    /** The schema of what is answered. */
    ObjectNode answer(AnnotatedType type) {
        return of(type, Map.of(), false);
    }

    /** The same for a record that is no member of anything. */
    ObjectNode answer(Class<?> type) {
        return reference(record(type, null, Map.of(), false));
    }

    /** The schema of what is taken. */
    ObjectNode request(AnnotatedType type) {
        return of(type, Map.of(), true);
    }

    /** Whether a null is allowed by the code. */
    static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private ObjectNode of(AnnotatedType annotated, Map<String, AnnotatedType> bound, boolean request) {
        var actual = bound.getOrDefault(annotated.getType().getTypeName(), annotated);
        var schema = plain(actual, bound, request);
        return nullable(annotated) || nullable(actual) ? orNull(schema) : schema;
    }

    private ObjectNode plain(AnnotatedType annotated, Map<String, AnnotatedType> bound, boolean request) {
        var type = raw(annotated.getType());
        if (SCALARS.containsKey(type)) {
            return scalar(SCALARS.get(type));
        }
        if (type.isEnum()) {
            var constants = JSON.arrayNode();
            Arrays.stream(type.getEnumConstants()).forEach(it -> constants.add(((Enum<?>) it).name()));
            return JSON.objectNode().put("type", "string").set("enum", constants);
        }
        if (type.isRecord()) {
            return reference(record(type, annotated, bound, request));
        }
        if (Map.class.isAssignableFrom(type)) {
            return JSON.objectNode()
                    .put("type", "object")
                    .set("additionalProperties", argument(annotated, 1, bound, request));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return JSON.objectNode().put("type", "array").set("items", argument(annotated, 0, bound, request));
        }
        if (annotated instanceof AnnotatedArrayType array) {
            return JSON.objectNode()
                    .put("type", "array")
                    .set("items", of(array.getAnnotatedGenericComponentType(), bound, request));
        }
        if (type == Object.class || JsonNode.class.isAssignableFrom(type)) {
            return JSON.objectNode();
        }
        throw new IllegalStateException(
                "no schema is known for " + annotated.getType().getTypeName());
    }

    private ObjectNode argument(AnnotatedType type, int n, Map<String, AnnotatedType> bound, boolean request) {
        if (!(type instanceof AnnotatedParameterizedType generic)) {
            return JSON.objectNode();
        }
        var entry = generic.getAnnotatedActualTypeArguments()[n];
        // What we take may be read as nullable in order to be refused with its pointer.
        return request
                ? plain(bound.getOrDefault(entry.getType().getTypeName(), entry), bound, true)
                : of(entry, bound, false);
    }

    private String record(
            Class<?> type, @Nullable AnnotatedType annotated, Map<String, AnnotatedType> bound, boolean request) {
        var arguments = arguments(type, annotated, bound);
        var name = name(type, arguments);
        var known = origins.putIfAbsent(name, type);
        if (known != null && known != type) {
            throw new IllegalStateException(
                    name + " would be both " + known.getName() + " and " + type.getName() + "; rename one");
        }
        if (known == null) {
            var schema = JSON.objectNode();
            named.put(name, schema);
            members(schema.put("type", "object"), type, arguments, request);
        }
        return name;
    }

    private void members(ObjectNode schema, Class<?> type, Map<String, AnnotatedType> bound, boolean request) {
        var properties = schema.putObject("properties");
        var required = JSON.arrayNode();
        for (var component : type.getRecordComponents()) {
            var name = property(component);
            properties.set(name, of(component.getAnnotatedType(), bound, request));
            if (!request || !nullable(component.getAnnotatedType())) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (request) {
            schema.put("additionalProperties", false);
        }
    }

    private static String property(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElseGet(() -> Paths.snake(component.getName()));
    }

    private static Map<String, AnnotatedType> arguments(
            Class<?> type, @Nullable AnnotatedType annotated, Map<String, AnnotatedType> bound) {
        var arguments = new LinkedHashMap<String, AnnotatedType>();
        if (annotated instanceof AnnotatedParameterizedType generic) {
            var variables = type.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                var given = generic.getAnnotatedActualTypeArguments()[i];
                arguments.put(
                        variables[i].getTypeName(),
                        bound.getOrDefault(given.getType().getTypeName(), given));
            }
        }
        return arguments;
    }

    /** {@code RunView} is a Run, {@code TokenEndpoint.Made} a TokenMade, {@code Page<RunView>} a RunPage. */
    private String name(Class<?> type, Map<String, AnnotatedType> arguments) {
        var own = type.getSimpleName();
        var outer = type.getDeclaringClass();
        var name = outer == null ? stem(own) : stem(outer.getSimpleName()) + stem(own);
        var of = new StringBuilder();
        arguments.values().forEach(argument -> of.append(name(raw(argument.getType()), Map.of())));
        var full = of + name;
        return renamed.getOrDefault(full, full);
    }

    private static String stem(String name) {
        for (var end : List.of("Endpoint", "View")) {
            if (name.endsWith(end)) {
                return name.substring(0, name.length() - end.length());
            }
        }
        return name;
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }

    static ObjectNode orNull(ObjectNode schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        if (schema.path("type").isString() && !schema.has("enum")) {
            schema.set(
                    "type", JSON.arrayNode().add(schema.path("type").asString()).add("null"));
            return schema;
        }
        var either = JSON.arrayNode().add(schema).add(JSON.objectNode().put("type", "null"));
        return JSON.objectNode().set("anyOf", either);
    }

    private static ObjectNode scalar(String... typeAndFormat) {
        var schema = JSON.objectNode().put("type", typeAndFormat[0]);
        return typeAndFormat.length == 1 ? schema : schema.put("format", typeAndFormat[1]);
    }

    private static Map<Class<?>, String[]> scalars() {
        var scalars = new HashMap<Class<?>, String[]>();
        List.of(String.class, CharSequence.class).forEach(it -> scalars.put(it, new String[] {"string"}));
        List.of(int.class, Integer.class).forEach(it -> scalars.put(it, new String[] {"integer", "int32"}));
        List.of(long.class, Long.class).forEach(it -> scalars.put(it, new String[] {"integer", "int64"}));
        List.of(boolean.class, Boolean.class).forEach(it -> scalars.put(it, new String[] {"boolean"}));
        List.of(double.class, Double.class).forEach(it -> scalars.put(it, new String[] {"number", "double"}));
        scalars.put(BigDecimal.class, new String[] {"string"});
        scalars.put(Instant.class, new String[] {"string", "date-time"});
        scalars.put(Duration.class, new String[] {"string", "duration"});
        scalars.put(URI.class, new String[] {"string", "uri-reference"});
        scalars.put(byte[].class, new String[] {"string", "binary"});
        return scalars;
    }
}
