package dev.agentdesk.gateway.access;

import dev.agentdesk.kit.security.Principal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who sends this request, as the gateway established it.
 *
 * @param credentialId what was shown: {@code tok_…}, or the digest of a browser session; ending it ends what it opened
 * @param browser whether it came by cookie, so that unsafe methods need the CSRF token
 */
public record Caller(String credentialId, Principal principal, boolean browser) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The caller of a request that passed the authentication. */
    public static Caller of(HttpServletRequest request) {
        var caller = orNull(request);
        if (caller == null) {
            throw new IllegalStateException("the request did not pass the authentication");
        }
        return caller;
    }

    /** The caller, or null for the few paths that need none. */
    public static @Nullable Caller orNull(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
