package dev.agentdesk.trigger.connector;

import dev.agentdesk.trigger.signature.Scheme;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How senders of a webhook prove themselves.
 *
 * @param header where the signature stands; only of {@code hmac}, as are {@code prefix} and {@code encoding}
 * @param replySecretId the token with which answers are written, of a slack connector; null: there are none
 * @param secretIds which secrets are active, in the order in which they were given; the secrets are elsewhere
 */
public record Door(
        String scheme,
        boolean allowUnsigned,
        @Nullable String header,
        @Nullable String prefix,
        @Nullable String encoding,
        List<String> secretIds,
        @Nullable String replySecretId) {

    /** One that takes and does not answer. */
    public Door(
            String scheme,
            boolean allowUnsigned,
            @Nullable String header,
            @Nullable String prefix,
            @Nullable String encoding,
            List<String> secretIds) {
        this(scheme, allowUnsigned, header, prefix, encoding, secretIds, null);
    }

    public Door {
        secretIds = List.copyOf(secretIds);
    }

    /** The scheme with what is special to this connector. */
    public Scheme resolved() {
        return scheme.equals(Scheme.HMAC) && header != null
                ? Scheme.hmac(
                        header, Objects.requireNonNullElse(prefix, ""), Objects.requireNonNullElse(encoding, "hex"))
                : Scheme.named(scheme).orElseThrow();
    }

    /** The secrets that are not active any more once another door stands here. */
    List<String> retiredBy(Door next) {
        return Stream.concat(secretIds.stream(), Stream.ofNullable(replySecretId))
                .filter(id -> !next.secretIds.contains(id) && !id.equals(next.replySecretId))
                .toList();
    }
}
