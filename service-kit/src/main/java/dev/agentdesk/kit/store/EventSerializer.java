package dev.agentdesk.kit.store;

import dev.agentdesk.kit.event.DomainEvent;
import java.util.Base64;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events and snapshots under their registered names, content sealed. Opening and upcasting happen before
 * {@link #deserialize}, in {@link OpenAndUpcast}.
 */
final class EventSerializer implements Serializer {

    /**
     * Fixed by the framework, which reads the column under this name; the one class name in here, and it is not stored.
     */
    private static final SerializedType META_DATA = new SimpleSerializedType(MetaData.class.getName(), null);

    private static final SerializedType NOTHING = new SimpleSerializedType("nothing", "1");

    private final EventTypes types;
    private final DataKeys keys;
    private final JsonMapper json;
    private final Converter converter = new ChainingConverter();

    EventSerializer(EventTypes types, DataKeys keys, JsonMapper json) {
        this.types = types;
        this.keys = keys;
        this.json = json;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        var bytes = object instanceof DomainEvent event ? event(event) : json.writeValueAsBytes(object);
        var type = object == null ? NOTHING : typeForClass(object.getClass());
        return new SimpleSerializedObject<>(converter.convert(bytes, representation), representation, type);
    }

    private byte[] event(DomainEvent event) {
        var plain = json.writeValueAsBytes(event);
        if (!types.of(event.getClass()).sealed()) {
            return plain;
        }
        var sealed = keys.seal(event.aggregateId(), plain);
        return json.writeValueAsBytes(
                Map.of("stamp", event.stamp(), "sealed", Base64.getEncoder().encodeToString(sealed)));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S, T> @Nullable T deserialize(SerializedObject<S> serialized) {
        var bytes = converter.convert(serialized.getData(), serialized.getContentType(), byte[].class);
        if (META_DATA.getName().equals(serialized.getType().getName())) {
            return (T) MetaData.from(json.readValue(bytes, new TypeReference<Map<String, Object>>() {}));
        }
        var type = classForType(serialized.getType());
        return type == Void.class ? null : (T) json.readValue(bytes, type);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (META_DATA.getName().equals(type.getName())) {
            return MetaData.class;
        }
        if (NOTHING.getName().equals(type.getName())) {
            return Void.class;
        }
        return types.named(type.getName())
                .<Class<?>>map(EventTypes.Type::javaType)
                .orElse(UnknownSerializedType.class);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || Void.class == type) {
            return NOTHING;
        }
        if (MetaData.class.isAssignableFrom(type)) {
            return META_DATA;
        }
        var registered = types.of((Class<?>) type);
        return new SimpleSerializedType(registered.name(), Integer.toString(registered.revision()));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
