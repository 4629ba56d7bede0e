package dev.agentdesk.gateway.access;

import dev.agentdesk.gateway.account.BrowserSessions;
import dev.agentdesk.gateway.account.SessionCookie;
import dev.agentdesk.gateway.token.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what a request shows into a caller.
 *
 * <p>Asked anew for every request, so that a revocation counts at once on every replica. A token that is shown and
 * wrong is not rescued by a cookie.
 */
final class Credentials {

    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final BrowserSessions sessions;
    private final SessionCookie cookie;

    Credentials(Tokens tokens, BrowserSessions sessions, SessionCookie cookie) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** Empty for nothing and for anything that is not valid now, without saying why. */
    Optional<Caller> of(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return cookie.of(request).flatMap(this::ofSession);
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? ofToken(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private Optional<Caller> ofToken(String text) {
        return tokens.find(text).map(token -> new Caller(token.id(), token.principal(), false));
    }

    private Optional<Caller> ofSession(String secret) {
        return sessions.find(secret).map(session -> new Caller(session.digest(), session.principal(), true));
    }

    /** Those of the given credentials that are not valid any more. */
    Set<String> ended(Set<String> credentialIds) {
        var ended = new HashSet<>(credentialIds);
        ended.removeAll(tokens.valid(credentialIds));
        ended.removeAll(sessions.valid(credentialIds));
        return ended;
    }
}
