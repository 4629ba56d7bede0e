package dev.agentdesk.trigger.ingest;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * SHA-256 over everything that an event says, in a form that does not depend on how it travelled: the order of headers
 * and of JSON members and the blanks between them do not count. Pure.
 */
final class Digest {

    private final MessageDigest sha256;

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** @param json the data as JSON, where it is JSON */
    static String of(CloudEvent event, @Nullable JsonNode json) {
        var digest = new Digest();
        for (var name : new String[] {"id", "source", "type", "subject", "time"}) {
            digest.add(event.attribute(name));
        }
        new TreeMap<>(event.extensions()).forEach((name, value) -> {
            digest.add(name);
            digest.add(value);
        });
        digest.add("data");
        if (json == null) {
            digest.add(event.data());
        } else {
            digest.add(json);
        }
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            add("{" + members.size());
            members.forEach((name, value) -> {
                add(name);
                add(value);
            });
        } else if (node.isArray()) {
            add("[" + node.size());
            node.forEach(this::add);
        } else {
            add(node.toString());
        }
    }

    /** Absent is not the same as empty. */
    private void add(@Nullable String text) {
        if (text == null) {
            sha256.update(ByteBuffer.allocate(4).putInt(-1).flip());
        } else {
            add(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(byte[] bytes) {
        sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        sha256.update(bytes);
    }
}
