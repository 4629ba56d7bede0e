package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.account.AccountCommand.SignOut;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.digest.Digests;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.web.Contexts;
import dev.agentdesk.kit.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in by link and signing out. */
@RestController
@RequestMapping("/api/v1/auth")
final class AuthEndpoint {

    private final SignInLinks links;
    private final SessionCookie cookie;
    private final Commands commands;
    private final Stamps stamps;
    private final OpenConnections connections;

    AuthEndpoint(
            SignInLinks links, SessionCookie cookie, Commands commands, Stamps stamps, OpenConnections connections) {
        this.links = links;
        this.cookie = cookie;
        this.commands = commands;
        this.stamps = stamps;
        this.connections = connections;
    }

    record Code(@Nullable String code) {}

    record SignedIn(String csrfToken) {}

    @PostMapping("/links/redeem")
    ResponseEntity<SignedIn> redeem(@RequestBody Code sent, HttpServletRequest request) {
        if (sent.code() == null || sent.code().isBlank()) {
            throw InvalidRequest.at("/code", "required", "Send the code of the link.");
        }
        var secret = links.redeem(sent.code(), Contexts.correlationOf(request));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie.with(secret, BrowserSessions.LONGEST).toString())
                .body(new SignedIn(cookie.csrfToken(secret)));
    }

    /** Ends the session of this browser and what it holds open; a token is not ended by this. */
    @PostMapping("/logout")
    ResponseEntity<Void> logout(HttpServletRequest request) {
        cookie.of(request).map(Digests::of).ifPresent(digest -> {
            var account = RequestContext.current().principal().account();
            commands.send(new SignOut(stamps.ofRequest(), account, digest));
            connections.endOf(digest::equals);
        });
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.cleared().toString())
                .build();
    }
}
