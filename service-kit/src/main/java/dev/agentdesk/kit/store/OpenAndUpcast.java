package dev.agentdesk.kit.store;

import java.util.Base64;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
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
        var scope = event.getAggregateIdentifier().orElseThrow();
        var payload = (ObjectNode) json.readTree(event.getData(byte[].class).getData());
        if (payload.has("sealed")) {
            var opened = keys.open(
                    scope, Base64.getDecoder().decode(payload.get("sealed").asString()));
            if (opened.isEmpty()) {
                return erased(event, scope, type, payload);
            }
            payload = (ObjectNode) json.readTree(opened.get());
        }
        var current = types.upcast(type.name(), Integer.parseInt(revision), payload);
        return replaced(event, type, current);
    }

    private IntermediateEventRepresentation erased(
            IntermediateEventRepresentation event, String scope, EventTypes.Type was, ObjectNode sealed) {
        var type = types.erasedFor(scope);
        var tombstone = json.createObjectNode();
        tombstone.set("stamp", sealed.get("stamp"));
        tombstone.put(idField(type), scope);
        tombstone.put("was", was.name().substring(was.name().indexOf('.') + 1));
        return replaced(event, type, tombstone);
    }

    /** The second component of every event record is the id of its aggregate. */
    private static String idField(EventTypes.Type type) {
        var name = type.javaType().getRecordComponents()[1].getName();
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    private IntermediateEventRepresentation replaced(
            IntermediateEventRepresentation event, EventTypes.Type type, ObjectNode payload) {
        var bytes = json.writeValueAsBytes(payload);
        return event.upcastPayload(
                new SimpleSerializedType(type.name(), Integer.toString(type.revision())), byte[].class, b -> bytes);
    }
}
