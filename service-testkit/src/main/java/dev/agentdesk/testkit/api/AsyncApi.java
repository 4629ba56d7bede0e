package dev.agentdesk.testkit.api;

import dev.agentdesk.contracts.Topics;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The AsyncAPI 3.0 document of the topics: every fact of {@code contracts}, its CloudEvents headers and its JSON
 * Schema.
 *
 * <p>A record of {@code contracts} that no other record is made of is a fact.
 */
public final class AsyncApi {

    private static final String CONTRACTS = "dev.agentdesk.contracts";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode document = JSON.objectNode();
    private final Schemas schemas;
    private final Javadocs sentences;
    private final JsonNode values;

    /**
     * @param root the folder of all modules, for the sentences
     * @param notes {@code info}, {@code channels} (name, topic, direction), {@code headers}, {@code values} by member
     */
    public AsyncApi(Path root, Notes notes) {
        this.sentences = new Javadocs(root);
        this.schemas = new Schemas("#/components/schemas/", notes.names());
        this.values = notes.part("values");
        document.put("asyncapi", "3.0.0");
        document.set("info", notes.part("info"));
        document.put("defaultContentType", "application/json");
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        var messages = JSON.objectNode();
        notes.part("channels").properties().forEach(it -> {
            var channel = channels.putObject(it.getKey());
            channel(channel, it.getValue());
            carried(it.getKey(), it.getValue(), channel, messages);
            operation(operations, it.getKey(), it.getValue());
        });
        var components = document.putObject("components");
        components.set("messages", messages.setAll((ObjectNode) notes.part("messages")));
        components.putObject("schemas").setAll(schemas.named());
        ((ObjectNode) components.path("schemas")).set("Headers", notes.part("headers"));
    }

    public ObjectNode document() {
        return document;
    }

    /** All published facts, by area and name. */
    public static List<Class<?>> facts() {
        var all = records();
        var parts = all.stream()
                .flatMap(it -> Arrays.stream(it.getRecordComponents()))
                .map(RecordComponent::getGenericType)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        return all.stream().filter(it -> !parts.contains(it.getName())).toList();
    }

    /** As {@code ce_type} has it. */
    public static String type(Class<?> fact) {
        return fact.getName().replace(CONTRACTS + ".", "dev.agentdesk.");
    }

    private static List<Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter((reader, factory) ->
                "java.lang.Record".equals(reader.getClassMetadata().getSuperClassName()));
        return scanner.findCandidateComponents(CONTRACTS).stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    private static void channel(ObjectNode channel, JsonNode note) {
        channel.set("address", note.path("topic"));
        channel.set("description", note.path("description"));
        var kafka = channel.putObject("bindings").putObject("kafka");
        kafka.set("topic", note.path("topic"));
        kafka.put("partitions", Topics.PARTITIONS).put("bindingVersion", "0.5.0");
    }

    private void carried(String name, JsonNode note, ObjectNode channel, ObjectNode messages) {
        var carried = channel.putObject("messages");
        facts().stream()
                .filter(it -> note.path("facts").asString("-").equals(area(it)))
                .forEach(it -> {
                    messages.set(it.getSimpleName(), message(it));
                    carried.putObject(it.getSimpleName()).put("$ref", "#/components/messages/" + it.getSimpleName());
                });
        Notes.texts(note.path("messages"))
                .forEach(it -> carried.putObject(it).put("$ref", "#/components/messages/" + it));
        if (carried.isEmpty()) {
            throw new IllegalStateException("the channel " + name + " carries nothing");
        }
    }

    private static void operation(ObjectNode operations, String channel, JsonNode note) {
        boolean receives = note.path("direction").asString().equals("receive");
        var name = (receives ? "take" : "publish")
                + channel.substring(0, 1).toUpperCase(Locale.ROOT)
                + channel.substring(1);
        var operation = operations.putObject(name).put("action", receives ? "receive" : "send");
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
    }

    private ObjectNode message(Class<?> fact) {
        var doc = sentences.of(fact).orElseThrow(() -> new IllegalStateException(fact + " has no sentence"));
        var payload = schemas.answer(fact);
        var message = JSON.objectNode().put("name", type(fact)).put("title", fact.getSimpleName());
        message.put("summary", doc.text());
        message.put("contentType", "application/json");
        var headers = message.putObject("headers").put("type", "object").putArray("allOf");
        headers.addObject().put("$ref", "#/components/schemas/Headers");
        headers.addObject().putObject("properties").putObject("ce_type").put("const", type(fact));
        message.set("payload", payload);
        message.putObject("bindings")
                .putObject("kafka")
                .putObject("key")
                .put("type", "string")
                .put("description", "The id of the aggregate.");
        var examples = message.putArray("examples");
        var whole = example(payload, false);
        examples.addObject().put("name", "complete").set("payload", whole);
        var least = example(payload, true);
        if (!least.equals(whole)) {
            examples.addObject().put("name", "least").set("payload", least);
        }
        return message;
    }

    private JsonNode example(JsonNode schema, boolean least) {
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asString().replaceFirst(".*/", "");
            return example(schemas.named().getOrDefault(name, JSON.objectNode()), least);
        }
        var example = JSON.objectNode();
        schema.path("properties").properties().forEach(it -> {
            boolean nullable = it.getValue().path("type").isArray();
            example.set(it.getKey(), least && nullable ? JSON.nullNode() : value(it.getKey(), it.getValue(), least));
        });
        return example;
    }

    private JsonNode value(String member, JsonNode schema, boolean least) {
        if (schema.has("$ref")) {
            return example(schema, least);
        }
        if (schema.path("items").has("$ref")) {
            return JSON.arrayNode().add(example(schema.path("items"), least));
        }
        if (!values.has(member)) {
            throw new IllegalStateException("say in the notes what a value of " + member + " looks like");
        }
        return values.path(member);
    }

    private static String area(Class<?> fact) {
        var segments = fact.getPackageName().split("\\.");
        return segments[segments.length - 2];
    }
}
