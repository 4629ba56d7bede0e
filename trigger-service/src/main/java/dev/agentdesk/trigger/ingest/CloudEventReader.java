package dev.agentdesk.trigger.ingest;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads CloudEvents 1.0 from Kafka records: binary mode (attributes in {@code ce_} headers) and structured mode (one
 * JSON object, also where a plain producer set no content type). Pure; strict about what it takes.
 */
final class CloudEventReader {

    /** Bytes of a record's value. */
    static final int LARGEST = 1024 * 1024;

    /** Levels of JSON. */
    static final int DEEPEST = 64;

    private static final String PREFIX = "ce_";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CloudEventReader() {}

    /** @throws Unreadable with the reason if the record is no event that we take */
    static Incoming read(ConsumerRecord<?, byte[]> heard) throws Unreadable {
        var value = heard.value() == null ? new byte[0] : heard.value();
        if (value.length > LARGEST) {
            throw new Unreadable("too-large: the value has more than " + LARGEST + " bytes");
        }
        var contentType = header(heard, "content-type").orElse("");
        if (contentType.startsWith("application/cloudevents")) {
            return structured(contentType, value);
        }
        if (header(heard, "ce_specversion").isPresent()) {
            return binary(heard, contentType, value);
        }
        if (contentType.isEmpty()) {
            return structured("application/cloudevents+json", value);
        }
        throw new Unreadable("no-cloudevent: neither ce_ headers nor application/cloudevents+json");
    }

    private static Incoming binary(ConsumerRecord<?, byte[]> heard, String contentType, byte[] value)
            throws Unreadable {
        var attributes = new Attributes();
        for (Header header : heard.headers()) {
            if (header.key().startsWith(PREFIX)) {
                attributes.put(header.key().substring(PREFIX.length()), text(header.value()));
            }
        }
        var mediaType = contentType.isEmpty() ? null : contentType;
        var text = utf8(value);
        var bytes = Data.of(text, value);
        var event = attributes.event(mediaType, bytes.text(), bytes.base64());
        return incoming(attributes, event, event.isJson() && text.isPresent() ? json(text.get()) : null);
    }

    private static Incoming structured(String contentType, byte[] value) throws Unreadable {
        if (!contentType.split(";", 2)[0].strip().equals("application/cloudevents+json")) {
            throw new Unreadable("no-cloudevent: only application/cloudevents+json is taken, one event per record");
        }
        var whole = json(utf8(value).orElseThrow(() -> new Unreadable("malformed: the value is no UTF-8")));
        if (!(whole instanceof ObjectNode members)) {
            throw new Unreadable("no-cloudevent: the value is no JSON object");
        }
        var data = members.remove("data");
        var base64 = members.remove("data_base64");
        var attributes = new Attributes();
        for (var member : members.properties()) {
            if (!member.getValue().isNull()) {
                attributes.put(member.getKey(), scalar(member.getKey(), member.getValue()));
            }
        }
        var mediaType = attributes.take("datacontenttype");
        if (base64 != null && !base64.isNull()) {
            return encoded(attributes, mediaType, data, base64);
        }
        return plain(attributes, mediaType, data);
    }

    private static Incoming encoded(
            Attributes attributes, @Nullable String mediaType, @Nullable JsonNode data, JsonNode base64)
            throws Unreadable {
        if (data != null && !data.isNull() || !base64.isString()) {
            throw new Unreadable("malformed: data_base64 must be a text and stand alone");
        }
        try {
            var bytes = Base64.getDecoder().decode(base64.stringValue());
            var text = utf8(bytes);
            var read = Data.of(text, bytes);
            var event = attributes.event(
                    mediaType == null ? "application/octet-stream" : mediaType, read.text(), read.base64());
            return incoming(attributes, event, event.isJson() && text.isPresent() ? json(text.get()) : null);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("malformed: data_base64 is no Base64");
        }
    }

    /** A text under a media type that is no JSON is the data itself; everything else is JSON. */
    private static Incoming plain(Attributes attributes, @Nullable String mediaType, @Nullable JsonNode data)
            throws Unreadable {
        if (data == null) {
            return incoming(attributes, attributes.event(mediaType, null, null), null);
        }
        var asJson = attributes.event(mediaType, data.toString(), null);
        if (asJson.isJson()) {
            return incoming(attributes, asJson, data);
        }
        var text = data.isString() ? data.stringValue() : data.toString();
        return incoming(attributes, attributes.event(mediaType, text, null), null);
    }

    private static Incoming incoming(Attributes attributes, CloudEvent event, @Nullable JsonNode json)
            throws Unreadable {
        return new Incoming(event, Digest.of(event, json), attributes.depth());
    }

    private static String scalar(String name, JsonNode value) throws Unreadable {
        if (value.isString() || value.isBoolean() || value.isIntegralNumber()) {
            return value.asString();
        }
        throw new Unreadable("malformed: the attribute " + Attributes.shown(name) + " is no text, number or boolean");
    }

    private static JsonNode json(String text) throws Unreadable {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new Unreadable("malformed: the value is no JSON of at most " + DEEPEST + " levels");
        }
    }

    /** Data as text where it is text. */
    private record Data(@Nullable String text, @Nullable String base64) {

        static Data of(Optional<String> text, byte[] bytes) {
            if (bytes.length == 0) {
                return new Data(null, null);
            }
            return text.map(utf8 -> new Data(utf8, null))
                    .orElseGet(() -> new Data(null, Base64.getEncoder().encodeToString(bytes)));
        }
    }

    private static Optional<String> header(ConsumerRecord<?, ?> heard, String name) {
        var header = heard.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static String text(byte @Nullable [] value) throws Unreadable {
        return utf8(value == null ? new byte[0] : value)
                .orElseThrow(() -> new Unreadable("malformed: an attribute is no UTF-8"));
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
