package dev.agentdesk.trigger.webhook;

import dev.agentdesk.contracts.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the body of a request may be: how large, of which type, how deep. */
final class HookBody {

    /** Bytes; providers cut their payloads or send a link. */
    static final int LARGEST = 1024 * 1024;

    /** Levels of JSON. */
    static final int DEEPEST = 64;

    /** Members of all objects together. */
    static final int MOST_MEMBERS = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private HookBody() {}

    static void checkSize(long announced) {
        if (announced > LARGEST) {
            throw tooLarge();
        }
    }

    static HookRefused tooLarge() {
        return new HookRefused(
                ProblemCode.PAYLOAD_TOO_LARGE, "too-large", "A body may have at most " + LARGEST + " bytes.");
    }

    static HookRefused tooSlow() {
        return new HookRefused(ProblemCode.REQUEST_TIMEOUT, "too-slow", "Send the whole body within ten seconds.");
    }

    static void checkType(HookRequest request) {
        var encoding = request.headers().get("content-encoding");
        if (encoding != null && !encoding.stream().allMatch(e -> e.strip().equalsIgnoreCase("identity"))) {
            throw unsupported("compressed", "Send the body uncompressed.");
        }
        var bare = bare(request.contentType());
        boolean taken = bare.isEmpty()
                || isJson(bare)
                || bare.equals("application/x-www-form-urlencoded")
                || bare.equals("text/plain");
        if (!taken) {
            throw unsupported("wrong-type", "Send JSON, a form or plain text.");
        }
    }

    private static HookRefused unsupported(String reason, String detail) {
        return new HookRefused(ProblemCode.UNSUPPORTED_MEDIA_TYPE, reason, detail);
    }

    static String bare(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isJson(String bare) {
        return bare.equals("application/json") || bare.endsWith("+json");
    }

    /** The whole body, and not a byte more than is taken. */
    static byte[] read(InputStream in) throws IOException {
        var body = in.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        return body;
    }

    /** The body as JSON, if it says that it is or if nothing else is said and it is. */
    static Optional<JsonNode> json(@Nullable String contentType, byte[] body) {
        var bare = bare(contentType);
        if (!bare.isEmpty() && !isJson(bare) || body.length == 0) {
            return Optional.empty();
        }
        try {
            var node = JSON.readTree(utf8(body));
            checkMembers(node);
            return Optional.of(node);
        } catch (StreamConstraintsException e) {
            throw malformed("too-deep", "The JSON has more than " + DEEPEST + " levels or an endless value.");
        } catch (JacksonException | CharacterCodingException e) {
            if (bare.isEmpty()) {
                return Optional.empty();
            }
            throw malformed("malformed-json", "The body is no JSON.");
        }
    }

    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static void checkMembers(JsonNode root) {
        var open = new ArrayDeque<JsonNode>();
        open.add(root);
        int members = 0;
        while (!open.isEmpty()) {
            var node = open.pop();
            members += node.isObject() ? node.size() : 0;
            if (members > MOST_MEMBERS) {
                throw malformed("too-many-members", "The JSON has more than " + MOST_MEMBERS + " members.");
            }
            node.forEach(child -> {
                if (child.isContainer()) {
                    open.push(child);
                }
            });
        }
    }

    private static HookRefused malformed(String reason, String detail) {
        return new HookRefused(ProblemCode.MALFORMED_JSON, reason, detail);
    }
}
