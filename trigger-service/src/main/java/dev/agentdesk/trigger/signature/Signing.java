package dev.agentdesk.trigger.signature;

import dev.agentdesk.trigger.signature.Proof.Encoding;
import dev.agentdesk.trigger.signature.Proof.Nothing;
import dev.agentdesk.trigger.signature.Proof.Signed;
import dev.agentdesk.trigger.signature.Proof.Token;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The other side of {@link SignatureCheck}: the headers that a sender of the scheme would write. Pure. */
public final class Signing {

    private Signing() {}

    /**
     * @param id the sender's id of the event, where the scheme has a header for one
     * @param type the same for its type
     */
    public static Map<String, String> headers(
            Scheme scheme, Secret secret, String id, String type, byte[] body, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        put(headers, scheme.ids().getFirst(), id);
        put(headers, scheme.types().getFirst(), type);
        switch (scheme.proof()) {
            case Nothing none -> {}
            case Token token -> headers.put(sent(token.header()), token.prefix() + secret.value());
            case Signed signed -> sign(headers, signed, secret, body, now);
        }
        return headers;
    }

    private static void put(Map<String, String> headers, Scheme.Place place, String value) {
        if (place.header() != null) {
            headers.put(place.header(), value);
        }
    }

    private static String sent(String header) {
        return header.equals(Scheme.SENDER_AUTHORIZATION) ? "authorization" : header;
    }

    private static void sign(Map<String, String> headers, Signed signed, Secret secret, byte[] body, Instant now) {
        var time = Long.toString(now.getEpochSecond());
        var clock = signed.time();
        if (clock != null && clock.header() != null) {
            headers.put(clock.header(), time);
        }
        var before = new StringBuilder();
        for (var piece : signed.before()) {
            before.append(
                    piece.equals("$time")
                            ? time
                            : piece.startsWith("$") ? headers.getOrDefault(piece.substring(1), "") : piece);
        }
        var key = signed.whsec()
                ? SignatureCheck.whsec(secret.value())
                : secret.value().getBytes(StandardCharsets.UTF_8);
        var digest = Keys.hmac(key, before.toString().getBytes(StandardCharsets.UTF_8), body);
        var encoded = signed.encoding() == Encoding.HEX
                ? HexFormat.of().formatHex(digest)
                : Base64.getEncoder().encodeToString(digest);
        var written = signed.prefix() + encoded;
        headers.put(
                signed.header(),
                clock != null && clock.item() != null && signed.separator() != null
                        ? clock.item() + time + signed.separator() + written
                        : written);
    }
}
