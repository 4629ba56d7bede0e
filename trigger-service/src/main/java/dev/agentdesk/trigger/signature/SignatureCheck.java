package dev.agentdesk.trigger.signature;

import dev.agentdesk.trigger.signature.Proof.Encoding;
import dev.agentdesk.trigger.signature.Proof.Nothing;
import dev.agentdesk.trigger.signature.Proof.Signed;
import dev.agentdesk.trigger.signature.Proof.Time;
import dev.agentdesk.trigger.signature.Proof.Token;
import dev.agentdesk.trigger.signature.Proven.Accepted;
import dev.agentdesk.trigger.signature.Proven.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was written by somebody who knows a secret of its connector.
 *
 * <p>Pure. Works on the raw bytes; every secret is tried, and compared in a time that does not depend on how much of a
 * signature is right.
 */
public final class SignatureCheck {

    /** How far the signed time may lie from ours, before and after. */
    public static final Duration TOLERANCE = Duration.ofSeconds(300);

    /** During a rotation senders sign with two secrets; more signatures only cost time. */
    private static final int MOST_SIGNATURES = 8;

    private static final int LONGEST_HEADER = 2048;

    private static final String WHSEC = "whsec_";

    private final Scheme scheme;
    private final List<Secret> secrets;

    public SignatureCheck(Scheme scheme, List<Secret> secrets) {
        this.scheme = scheme;
        this.secrets = List.copyOf(secrets);
    }

    public Proven of(Letter letter, Instant now) {
        return switch (scheme.proof()) {
            case Nothing none -> new Accepted(null);
            case Token token -> token(token, letter);
            case Signed signed -> signed(signed, letter, now);
        };
    }

    private Proven token(Token token, Letter letter) {
        var shown = letter.header(token.header());
        if (shown == null) {
            return new Refused("missing-token");
        }
        if (!shown.regionMatches(true, 0, token.prefix(), 0, token.prefix().length())) {
            return new Refused("malformed-token");
        }
        var given = bytes(shown.substring(token.prefix().length()));
        return matching(List.of(given), secret -> bytes(secret.value()), "wrong-token");
    }

    private Proven signed(Signed signed, Letter letter, Instant now) {
        var header = letter.header(signed.header());
        if (header == null) {
            return new Refused("missing-signature");
        }
        if (header.length() > LONGEST_HEADER) {
            return new Refused("malformed-signature");
        }
        var items = signed.separator() == null
                ? List.of(header)
                : List.of(header.split(signed.separator(), MOST_SIGNATURES + 2));
        var time = signed.time() == null ? "" : time(signed.time(), letter, items);
        if (time == null) {
            return new Refused("missing-timestamp");
        }
        if (signed.time() != null && !isNear(time, now)) {
            return new Refused("stale-timestamp");
        }
        var digests = digests(signed, items);
        if (digests.isEmpty()) {
            return new Refused("malformed-signature");
        }
        var before = before(signed, letter, time);
        return before == null
                ? new Refused("missing-id")
                : matching(digests, secret -> Keys.hmac(key(signed, secret), before, letter.body()), "wrong-signature");
    }

    private interface Expected {
        byte[] of(Secret secret);
    }

    /** Looks at all secrets and all signatures, also after a match. */
    private Proven matching(List<byte[]> given, Expected expected, String otherwise) {
        String matched = null;
        for (var secret : secrets) {
            var right = expected.of(secret);
            for (var shown : given) {
                if (MessageDigest.isEqual(right, shown)) {
                    matched = secret.id();
                }
            }
        }
        return matched == null ? new Refused(otherwise) : new Accepted(matched);
    }

    private static List<byte[]> digests(Signed signed, List<String> items) {
        var digests = new ArrayList<byte[]>();
        for (var item : items) {
            var text = item.strip();
            if (text.startsWith(signed.prefix()) && digests.size() < MOST_SIGNATURES) {
                var digest = decoded(
                        signed.encoding(), text.substring(signed.prefix().length()));
                if (digest != null) {
                    digests.add(digest);
                }
            }
        }
        return digests;
    }

    private static byte @Nullable [] decoded(Encoding encoding, String text) {
        try {
            return switch (encoding) {
                case HEX -> HexFormat.of().parseHex(text);
                case BASE64 -> Base64.getDecoder().decode(text);
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String time(Time time, Letter letter, List<String> items) {
        if (time.header() != null) {
            return letter.header(time.header());
        }
        var prefix = String.valueOf(time.item());
        var found = items.stream()
                .map(String::strip)
                .filter(item -> item.startsWith(prefix))
                .map(item -> item.substring(prefix.length()))
                .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static boolean isNear(String seconds, Instant now) {
        if (seconds.isEmpty() || seconds.length() > 12 || !seconds.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        var apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                .abs();
        return apart.compareTo(TOLERANCE) <= 0;
    }

    private static byte @Nullable [] before(Signed signed, Letter letter, String time) {
        var text = new StringBuilder();
        for (var piece : signed.before()) {
            var written =
                    piece.equals("$time") ? time : piece.startsWith("$") ? letter.header(piece.substring(1)) : piece;
            if (written == null) {
                return null;
            }
            text.append(written);
        }
        return bytes(text.toString());
    }

    private static byte[] key(Signed signed, Secret secret) {
        return signed.whsec() ? whsec(secret.value()) : bytes(secret.value());
    }

    /**
     * The key behind {@code whsec_}.
     *
     * @throws IllegalArgumentException if it is no Base64; checked before a secret is kept
     */
    public static byte[] whsec(String secret) {
        return Base64.getDecoder().decode(secret.startsWith(WHSEC) ? secret.substring(WHSEC.length()) : secret);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
