package dev.agentdesk.kit.security;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens that services show each other: JWT in compact form, Ed25519, valid for a minute. The issuer is the service
 * that signed; its public key must be in the trusted folder.
 *
 * <p>They never leave the platform: the gateway takes public credentials and hands one of these on.
 */
public final class InnerTokens {

    /** Long enough for clocks that differ a little, short enough that a stolen one is worthless. */
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            ENCODER.encodeToString("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final String service;
    private final KeyFiles files;
    private final PrivateKey key;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, PublicKey> trusted = new ConcurrentHashMap<>();

    private record Claims(String iss, long exp, Principal principal) {}

    public InnerTokens(String service, KeyFiles files, JsonMapper json, Clock clock) {
        this.service = service;
        this.files = files;
        this.key = files.privateKey();
        // Questions such as isAdmin() are no claims: written, they would come back as unknown fields.
        this.json = json.rebuild()
                .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                .build();
        this.clock = clock;
    }

    public String issue(Principal principal) {
        var expires = clock.instant().plus(LIFETIME).getEpochSecond();
        var claims = json.writeValueAsBytes(new Claims(service, expires, principal));
        var signed = HEADER + "." + ENCODER.encodeToString(claims);
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the service key does not sign", e);
        }
    }

    /** The principal of a valid token; empty for anything else, without saying what is wrong with it. */
    public Optional<Principal> verify(String token) {
        var parts = token.split("\\.");
        if (parts.length != 3 || !parts[0].equals(HEADER)) {
            return Optional.empty();
        }
        try {
            var claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
            var issuer = key(claims.path("iss").asString(""));
            if (issuer == null || !isSigned(parts, issuer)) {
                return Optional.empty();
            }
            return valid(claims);
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    private Optional<Principal> valid(JsonNode claims) {
        var read = json.treeToValue(claims, Claims.class);
        var now = clock.instant().getEpochSecond();
        boolean inTime = now < read.exp() + CLOCK_SKEW.toSeconds()
                && read.exp() <= now + LIFETIME.plus(CLOCK_SKEW).toSeconds();
        return inTime ? Optional.of(read.principal()) : Optional.empty();
    }

    private @Nullable PublicKey key(String issuer) {
        return trusted.computeIfAbsent(issuer, name -> files.trusted(name).orElse(null));
    }

    private static boolean isSigned(String[] parts, PublicKey issuer) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(issuer);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
