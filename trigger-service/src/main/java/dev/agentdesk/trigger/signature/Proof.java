package dev.agentdesk.trigger.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sender shows. Header names are in lower case. */
public sealed interface Proof {

    /**
     * An HMAC-SHA-256 over the raw body, with something before it where the scheme says so.
     *
     * @param header where the signatures stand
     * @param separator between several of them; null: the header holds one
     * @param prefix stands before the encoded digest; items without it are none of ours
     * @param whsec whether the secret is Base64 behind {@code whsec_} instead of the key itself
     * @param time where the signed time stands; null: none is signed
     * @param before what is signed before the body, piece by piece: {@code $time}, {@code $<header>} or itself
     */
    record Signed(
            String header,
            @Nullable String separator,
            String prefix,
            Encoding encoding,
            boolean whsec,
            @Nullable Time time,
            List<String> before)
            implements Proof {

        public Signed {
            before = List.copyOf(before);
        }
    }

    /** The secret itself. */
    record Token(String header, String prefix) implements Proof {}

    /** Nothing: whoever knows the address may send. */
    record Nothing() implements Proof {}

    /** Seconds since 1970, in a header of their own or as an item among the signatures. */
    record Time(@Nullable String header, @Nullable String item) {}

    /** How a digest is written. */
    enum Encoding {
        HEX,
        BASE64
    }
}
