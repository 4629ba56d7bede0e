package dev.agentdesk.kit.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * The text form of ids ({@code ses_01k…}: prefix, underscore, 26 characters of lower-case Crockford base32) and the
 * derived kind.
 *
 * <p>Pure. A derived id is a UUID version 8: 48 bits of the fact's own time, then SHA-256 of the names; the same fact
 * gives the same id on every machine, and ids still sort by time. Minted ids (version 7) come from an {@link IdSource}.
 */
public final class Ids {

    /** Characters after the prefix: 128 bits, five a character, the first carries three. */
    private static final int LENGTH = 26;

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private Ids() {}

    /** The id of a fact that has names of its own; the same arguments always give the same id. */
    public static String derive(String prefix, Instant at, String... names) {
        var digest = sha256();
        for (String name : names) {
            var bytes = name.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        var hash = ByteBuffer.wrap(digest.digest());
        return text(prefix, stamped(8, at, hash.getLong(), hash.getLong()));
    }

    /** A version 7 id from the given time and random bits. */
    static String minted(String prefix, Instant at, long high, long low) {
        return text(prefix, stamped(7, at, high, low));
    }

    /** Whether {@code id} is well formed and of that kind; says nothing about whether it exists. */
    public static boolean isId(String prefix, String id) {
        int start = prefix.length() + 1;
        if (id.length() != start + LENGTH || !id.startsWith(prefix) || id.charAt(prefix.length()) != '_') {
            return false;
        }
        return id.charAt(start) <= '7' && id.chars().skip(start).allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static UUID stamped(int version, Instant at, long high, long low) {
        long msb = at.toEpochMilli() << 16 | (long) version << 12 | high & 0xFFF;
        return new UUID(msb, low & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    private static String text(String prefix, UUID id) {
        var text = new char[LENGTH];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 31));
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return prefix + '_' + new String(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
