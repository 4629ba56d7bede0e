package dev.agentdesk.trigger.webhook;

import dev.agentdesk.kit.id.Digest;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.HttpCall;
import dev.agentdesk.trigger.cloudevent.HttpCall.Header;
import dev.agentdesk.trigger.listing.PlainText;
import dev.agentdesk.trigger.signature.Proof.Token;
import dev.agentdesk.trigger.signature.Scheme;
import dev.agentdesk.trigger.signature.Scheme.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A proven request as the event that it is. Pure.
 *
 * @param providerId the sender's own id; null: it is known by its content only
 * @param digest SHA-256 of place, type and body; the same for each copy
 * @param depth how many automations lie behind it, as the sender says; believing it can only stop a loop earlier
 */
record Hook(@Nullable String providerId, String digest, int depth, CloudEvent event, HttpCall http) {

    private static final int LONGEST_ATTRIBUTE = 255;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_HEADER = 4096;

    private static final String HIDDEN = "[secret]";

    static Hook of(HookRequest request, Scheme scheme, byte[] body, Optional<JsonNode> json) {
        var id = first(scheme.ids(), request, json);
        var type = first(scheme.types(), request, json);
        var digest = digest(request, type, body);
        var text = utf8(body);
        var event = new CloudEvent(
                id == null ? "sha256:" + digest : id,
                or(attribute(request.header("ce-source")), "/hooks/" + request.connectorId()),
                or(type, "webhook"),
                attribute(request.header("ce-subject")),
                null,
                mediaType(request, json),
                Map.of(),
                body.length == 0 ? null : text,
                body.length == 0 || text != null ? null : Base64.getEncoder().encodeToString(body));
        return new Hook(id, digest, depth(request), event, call(request, scheme));
    }

    private static @Nullable String mediaType(HookRequest request, Optional<JsonNode> json) {
        var given = request.contentType();
        return given != null ? given : json.isPresent() ? "application/json" : "text/plain";
    }

    private static @Nullable String first(List<Place> places, HookRequest request, Optional<JsonNode> json) {
        for (var place : places) {
            var found = attribute(
                    place.header() != null
                            ? request.header(place.header())
                            : json.map(node -> node.at(String.valueOf(place.pointer())))
                                    .filter(JsonNode::isString)
                                    .map(JsonNode::stringValue)
                                    .orElse(null));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What is too long or no line of text is none. */
    private static @Nullable String attribute(@Nullable String value) {
        return value != null && !value.isBlank() && value.length() <= LONGEST_ATTRIBUTE && PlainText.isLine(value)
                ? value
                : null;
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static String digest(HookRequest request, @Nullable String type, byte[] body) {
        var all = new ByteArrayOutputStream();
        for (var part : List.of(request.path(), request.query(), or(type, ""))) {
            all.writeBytes(part.getBytes(StandardCharsets.UTF_8));
            all.write(0);
        }
        all.writeBytes(body);
        return Digest.of(all.toByteArray());
    }

    private static int depth(HookRequest request) {
        var said = request.header("ce-depth");
        return said != null && said.matches("[0-9]{1,3}") ? Integer.parseInt(said) : 0;
    }

    private static HttpCall call(HookRequest request, Scheme scheme) {
        var headers = new ArrayList<Header>();
        request.headers()
                .forEach((name, values) -> values.forEach(value -> {
                    if (headers.size() < MOST_HEADERS && value.length() <= LONGEST_HEADER && PlainText.isLine(value)) {
                        headers.add(shown(name, value, scheme));
                    }
                }));
        return new HttpCall(request.method(), request.path(), request.query(), headers, request.address());
    }

    /** A token is a secret, a signature is none. */
    private static Header shown(String name, String value, Scheme scheme) {
        if (name.equals(Scheme.SENDER_AUTHORIZATION)) {
            return new Header("authorization", HIDDEN);
        }
        boolean secret = scheme.proof() instanceof Token token && token.header().equals(name)
                || name.equals("cookie")
                || name.equals("x-gitlab-token");
        return new Header(name, secret ? HIDDEN : value);
    }

    private static @Nullable String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
