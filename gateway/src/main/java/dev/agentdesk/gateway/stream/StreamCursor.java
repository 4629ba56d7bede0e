package dev.agentdesk.gateway.stream;

import dev.agentdesk.kit.problem.InvalidRequest;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a browser has seen each of its topics: the {@code id} of every frame, and what it sends back as
 * {@code Last-Event-ID}.
 *
 * <p>Opaque and short: a log is named by six bytes of a digest, which is enough to tell twenty apart. Belongs to one
 * thread.
 */
final class StreamCursor {

    private static final byte VERSION = 1;
    private static final int NAME_BYTES = 6;
    private static final int LONGEST = 1_000;

    private final TreeMap<Long, Long> seqs = new TreeMap<>();
    private long hints = -1;

    /** @throws InvalidRequest at the header, if it is none of ours */
    static StreamCursor parse(@Nullable String lastEventId) {
        var cursor = new StreamCursor();
        if (lastEventId == null || lastEventId.isBlank()) {
            return cursor;
        }
        try {
            if (lastEventId.length() <= LONGEST) {
                cursor.read(ByteBuffer.wrap(Base64.getUrlDecoder().decode(lastEventId.strip())));
                return cursor;
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // falls through to the refusal
        }
        throw InvalidRequest.at("Last-Event-ID", "malformed", "Send the id of the last frame, or none.");
    }

    OptionalLong seq(String topic) {
        var seq = seqs.get(name(topic));
        return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
    }

    void seen(String topic, long seq) {
        seqs.merge(name(topic), seq, Math::max);
    }

    void forget(String topic) {
        seqs.remove(name(topic));
    }

    OptionalLong hints() {
        return hints < 0 ? OptionalLong.empty() : OptionalLong.of(hints);
    }

    void seenHints(long position) {
        hints = position;
    }

    String text() {
        var out = new ByteArrayOutputStream();
        out.write(VERSION);
        number(hints + 1, out);
        seqs.forEach((name, seq) -> {
            for (int shift = (NAME_BYTES - 1) * 8; shift >= 0; shift -= 8) {
                out.write((int) (name >>> shift));
            }
            number(seq, out);
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    private void read(ByteBuffer in) {
        if (in.get() != VERSION) {
            throw new IllegalArgumentException("another version");
        }
        hints = number(in) - 1;
        while (in.hasRemaining()) {
            long name = 0;
            for (int i = 0; i < NAME_BYTES; i++) {
                name = name << 8 | in.get() & 0xFF;
            }
            seqs.put(name, number(in));
        }
        if (seqs.size() > Topic.MOST) {
            throw new IllegalArgumentException("more topics than there can be");
        }
    }

    private static void number(long value, ByteArrayOutputStream out) {
        long rest = value;
        while (rest > 0x7F) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("not a number of ours");
    }

    private static long name(String topic) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(topic.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() >>> 8 * (Long.BYTES - NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
