package dev.agentdesk.kit.store;

import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * First step of every read: opens sealed content, or puts the stream's {@code Erased} event in its place; then brings
 * older revisions up. Maps one event to exactly one event.
 */
final class OpenAndUpcast implements EventUpcaster {

    private final EventTypes types;
    private final DataKeys keys;
    private final JsonMapper json;

    OpenAndUpcast(EventTypes types, DataKeys keys, JsonMapper json) {
        this.types = types;
        this.keys = keys;
        this.json = json;
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return events.map(this::one);
    }

    private IntermediateEventRepresentation one(IntermediateEventRepresentation event) {
        var stored = types.named(event.getType().getName());
        var revision = event.getType().getRevision();
        if (stored.isEmpty()
                || (!stored.get().sealed()
                        && Integer.toString(stored.get().revision()).equals(revision))) {
            return event;
        }
        var type = stored.get();
        boolean current = Integer.toString(type.revision()).equals(revision);
        var bytes = event.getData(byte[].class).getData();
        var sealed = sealed(bytes);
        if (sealed != null) {
            var opened = keys.open(event.getAggregateIdentifier().orElseThrow(), sealed);
            if (opened.isEmpty()) {
                return erased(event, type, (ObjectNode) json.readTree(bytes));
            }
            bytes = opened.get();
        }
        return replaced(event, type, current ? bytes : upcast(type, revision, bytes));
    }

    /** Every load of an aggregate comes by here, once per event: the rest of the envelope is not even read. */
    private byte @Nullable [] sealed(byte[] payload) {
        try (var parser = json.createParser(payload)) {
            parser.nextToken();
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("sealed")) {
                    return parser.getBinaryValue();
                }
                parser.skipChildren();
            }
            return null;
        }
    }

    private byte[] upcast(EventTypes.Type type, String revision, byte[] bytes) {
        var payload = (ObjectNode) json.readTree(bytes);
        return json.writeValueAsBytes(types.upcast(type.name(), Integer.parseInt(revision), payload));
    }

    private IntermediateEventRepresentation erased(
            IntermediateEventRepresentation event, EventTypes.Type was, ObjectNode sealed) {
        var scope = event.getAggregateIdentifier().orElseThrow();
        var type = types.erasedFor(scope);
        var tombstone = json.createObjectNode();
        tombstone.set("stamp", sealed.get("stamp"));
        tombstone.put(idField(type), scope);
        tombstone.put("was", was.name().substring(was.name().indexOf('.') + 1));
        return replaced(event, type, json.writeValueAsBytes(tombstone));
    }

    /** The second component of every event record is the id of its aggregate. */
    private static String idField(EventTypes.Type type) {
        var name = type.javaType().getRecordComponents()[1].getName();
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    private IntermediateEventRepresentation replaced(
            IntermediateEventRepresentation event, EventTypes.Type type, byte[] bytes) {
        return event.upcastPayload(
                new SimpleSerializedType(type.name(), Integer.toString(type.revision())), byte[].class, b -> bytes);
    }
}
