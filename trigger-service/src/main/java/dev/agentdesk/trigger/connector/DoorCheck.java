package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.listing.PlainText;
import dev.agentdesk.trigger.signature.Proof.Signed;
import dev.agentdesk.trigger.signature.Scheme;
import dev.agentdesk.trigger.signature.SignatureCheck;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a {@link Door} can be made of what a client wrote and of what was there before. */
final class DoorCheck {

    /** Old and new during a rotation, and two senders that rotate at different times. */
    static final int MOST_SECRETS = 4;

    private static final int SHORTEST_SECRET = 8;
    private static final int LONGEST_SECRET = 512;
    private static final int LONGEST_HEADER = 64;
    private static final int LONGEST_PREFIX = 32;

    /** They belong to the connection, to the platform, or mean something to those in between. */
    private static final Set<String> TAKEN = Set.of(
            "authorization", "cookie", "host", "content-length", "content-type", "transfer-encoding", "connection");

    private final ConnectorRequest asked;
    private final @Nullable Door present;
    private final Violations wrong;

    DoorCheck(ConnectorRequest asked, @Nullable Door present, Violations wrong) {
        this.asked = asked;
        this.present = present;
        this.wrong = wrong;
    }

    static String scheme(@Nullable String asked, @Nullable Door present) {
        return Objects.requireNonNullElse(asked, present == null ? "" : present.scheme());
    }

    static @Nullable String header(@Nullable String asked, @Nullable Door present) {
        return asked != null ? asked : present == null ? null : present.header();
    }

    static String prefix(@Nullable String asked, @Nullable Door present) {
        return asked != null ? asked : present == null || present.prefix() == null ? "" : present.prefix();
    }

    static String encoding(@Nullable String asked, @Nullable Door present) {
        return asked != null ? asked : present == null || present.encoding() == null ? "hex" : present.encoding();
    }

    void check() {
        var name = scheme(asked.scheme(), present);
        var scheme = Scheme.named(name);
        if (name.isEmpty()) {
            wrong.add("/scheme", "required", "A webhook says how its senders prove themselves.");
        } else if (scheme.isEmpty()) {
            wrong.add("/scheme", "unknown-value", "A scheme is one of " + String.join(", ", Scheme.names()) + ".");
        } else {
            checkSecrets(scheme.get());
            checkUnsigned(scheme.get());
            checkHmac(name);
        }
    }

    private void checkSecrets(Scheme scheme) {
        var secrets = asked.secrets();
        int active = secrets != null
                ? secrets.size()
                : present == null ? 0 : present.secretIds().size();
        if (!scheme.needsSecret()) {
            wrong.check(active == 0, "/secrets", "not-of-this-kind", "The scheme none has no secrets.");
            return;
        }
        wrong.check(active > 0, "/secrets", "required", "This scheme needs at least one secret.");
        wrong.check(active <= MOST_SECRETS, "/secrets", "too-many", "At most " + MOST_SECRETS + " are active at once.");
        if (secrets != null) {
            checkEach(scheme, secrets);
        }
    }

    private void checkEach(Scheme scheme, List<@Nullable String> secrets) {
        boolean whsec = scheme.proof() instanceof Signed signed && signed.whsec();
        for (int n = 0; n < Math.min(secrets.size(), MOST_SECRETS); n++) {
            var secret = secrets.get(n);
            boolean fits = secret != null
                    && secret.length() >= SHORTEST_SECRET
                    && secret.length() <= LONGEST_SECRET
                    && secret.isBlank() == false
                    && PlainText.isLine(secret);
            wrong.check(
                    fits,
                    "/secrets/" + n,
                    "invalid",
                    "A secret has " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " characters on one line.");
            if (fits && whsec && secret != null) {
                wrong.check(
                        isWhsec(secret), "/secrets/" + n, "invalid", "It is Base64, with or without whsec_ before.");
            }
        }
    }

    private static boolean isWhsec(String secret) {
        try {
            return SignatureCheck.whsec(secret).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void checkUnsigned(Scheme scheme) {
        boolean allowed = Objects.requireNonNullElse(asked.allowUnsigned(), present != null && present.allowUnsigned());
        wrong.check(
                scheme.needsSecret() || allowed,
                "/allow_unsigned",
                "required",
                "With the scheme none anybody who knows the address can start work; say allow_unsigned: true if you mean it.");
    }

    private void checkHmac(String scheme) {
        if (!scheme.equals(Scheme.HMAC)) {
            var detail = "Only the scheme hmac has this.";
            wrong.check(asked.header() == null, "/header", "not-of-this-kind", detail);
            wrong.check(asked.prefix() == null, "/prefix", "not-of-this-kind", detail);
            wrong.check(asked.encoding() == null, "/encoding", "not-of-this-kind", detail);
            return;
        }
        var header = header(asked.header(), present);
        wrong.check(header != null, "/header", "required", "Say in which header the signature stands.");
        wrong.check(header == null || isHeader(header), "/header", "invalid", "This header can't carry a signature.");
        var prefix = prefix(asked.prefix(), present);
        wrong.check(
                prefix.length() <= LONGEST_PREFIX && PlainText.isLine(prefix),
                "/prefix",
                "invalid",
                "A prefix has at most " + LONGEST_PREFIX + " characters.");
        wrong.check(
                Set.of("hex", "base64").contains(encoding(asked.encoding(), present)),
                "/encoding",
                "unknown-value",
                "An encoding is hex or base64.");
    }

    private static boolean isHeader(String name) {
        var lower = name.toLowerCase(java.util.Locale.ROOT);
        return lower.matches("[a-z0-9_-]{1," + LONGEST_HEADER + "}")
                && !TAKEN.contains(lower)
                && !lower.startsWith("x-agentdesk-")
                && !lower.startsWith("x-forwarded-");
    }
}
