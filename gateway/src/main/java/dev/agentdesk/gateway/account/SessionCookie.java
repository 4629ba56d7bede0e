package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.edge.EdgeProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseCookie;

/**
 * The cookie of a signed-in browser and the CSRF token that belongs to it.
 *
 * <p>The token is a keyed digest of the cookie's secret: a page of ours is told it, nobody else can compute it, and
 * nothing needs to be stored. The name carries the port, because browsers share cookies between the ports of a host.
 */
public final class SessionCookie {

    public static final String CSRF_HEADER = "X-CSRF-Token";

    private final String name;
    private final boolean secure;

    public SessionCookie(EdgeProperties edge) {
        this.secure = edge.secure();
        int port = edge.publicUrl().getPort();
        this.name = (secure ? "__Host-agentdesk" : "agentdesk") + (port < 0 ? "" : "-" + port);
    }

    /** The secret that a browser sends. */
    public Optional<String> of(HttpServletRequest request) {
        return request.getCookies() == null
                ? Optional.empty()
                : Stream.of(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Whether the request carries the token that belongs to its cookie; compared in constant time. */
    public boolean hasCsrfToken(HttpServletRequest request) {
        var sent = request.getHeader(CSRF_HEADER);
        return sent != null
                && of(request)
                        .map(secret -> MessageDigest.isEqual(bytes(csrfToken(secret)), bytes(sent)))
                        .orElse(false);
    }

    String csrfToken(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes("csrf")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    ResponseCookie with(String secret, Duration life) {
        return ResponseCookie.from(name, secret)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build();
    }

    ResponseCookie cleared() {
        return with("", Duration.ZERO);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
