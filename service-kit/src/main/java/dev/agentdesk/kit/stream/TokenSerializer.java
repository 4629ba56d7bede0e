package dev.agentdesk.kit.stream;

import java.util.Arrays;
import java.util.Locale;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/** Positions of processors as {@code index:gap,gap}; the only kind of token that this platform stores. */
final class TokenSerializer implements Serializer {

    static final String TYPE = "position";

    private static final SerializedType POSITION = new SimpleSerializedType(TYPE, "1");

    private final Converter converter = new ChainingConverter();

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        var text = object == null ? "" : write((GapAwareTrackingToken) object);
        return new SimpleSerializedObject<>(converter.convert(text, representation), representation, POSITION);
    }

    static String write(GapAwareTrackingToken token) {
        var gaps = token.getGaps().toString().replaceAll("[\\[\\] ]", "");
        return String.format(Locale.ROOT, "%d:%s", token.getIndex(), gaps);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(String.class, representation);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S, T> @Nullable T deserialize(SerializedObject<S> serialized) {
        return (T) read(converter.convert(serialized.getData(), serialized.getContentType(), String.class));
    }

    static @Nullable GapAwareTrackingToken read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        int colon = text.indexOf(':');
        var gaps = Arrays.stream(text.substring(colon + 1).split(","))
                .filter(gap -> !gap.isEmpty())
                .map(Long::valueOf)
                .toList();
        return GapAwareTrackingToken.newInstance(Long.parseLong(text.substring(0, colon)), gaps);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return TYPE.equals(type.getName()) ? GapAwareTrackingToken.class : UnknownSerializedType.class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        return POSITION;
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
