package dev.agentdesk.gateway.token;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.token.TokenRegister.Shown;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RepeatedAnswer;
import dev.agentdesk.kit.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Service tokens of the caller's account; an administrator sees those of all. A token needs {@code admin} for this. */
@RestController
@RequestMapping("/api/v1/service-tokens")
final class TokenEndpoint {

    private final Tokens tokens;
    private final TokenRegister register;
    private final Stamps stamps;
    private final IdSource ids;
    private final Clock clock;
    private final JsonMapper json;

    TokenEndpoint(Tokens tokens, TokenRegister register, Stamps stamps, IdSource ids, Clock clock, JsonMapper json) {
        this.tokens = tokens;
        this.register = register;
        this.stamps = stamps;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** {@code token} is shown once; a repeat of the request shows null. */
    record Made(
            String id,
            @Nullable String token,
            String name,
            List<String> scopes,
            @Nullable List<String> workspaceIds,
            Instant expiresAt) {

        Made withoutSecret() {
            return new Made(id, null, name, scopes, workspaceIds, expiresAt);
        }
    }

    @PostMapping
    ResponseEntity<Made> make(@RequestBody NewToken asked, HttpServletRequest request) {
        var caller = caller();
        var wanted = asked.checked(caller.account(), clock.instant());
        checkRights(caller, wanted);
        var id = ids.mint("tok");
        var text = tokens.make(stamps.ofRequest(), id, wanted);
        var made = new Made(id, text, wanted.name(), wanted.scopes(), wanted.workspaceIds(), wanted.expiresAt());
        RepeatedAnswer.keep(request, json.writeValueAsBytes(made.withoutSecret()));
        return ResponseEntity.created(URI.create("/api/v1/service-tokens/" + id))
                .body(made);
    }

    @GetMapping
    Page<Shown> list(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        int size = Cursor.limit(limit, Page.MOST);
        var found = register.list(visibleTo(caller()), position(cursor), size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        var next = found.size() > size ? Cursor.encode(page.getLast().id()) : null;
        return new Page<>(page, next);
    }

    @GetMapping("/{id}")
    Shown show(@PathVariable String id) {
        return register.show(id, visibleTo(caller()));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id) {
        var caller = caller();
        tokens.revoke(stamps.ofRequest(), id, caller.account(), caller.isAdmin());
        return ResponseEntity.noContent().build();
    }

    private static Principal caller() {
        var principal = RequestContext.current().principal();
        if (!principal.type().equals("user")) {
            InstanceRights.require(principal, Scopes.ADMIN);
        }
        return principal;
    }

    private static @Nullable String position(@Nullable String cursor) {
        var id = Cursor.decode(cursor);
        if (id != null && !Ids.isId("tok", id)) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
        return id;
    }

    private static @Nullable String visibleTo(Principal caller) {
        return caller.isAdmin() ? null : caller.account();
    }

    private static void checkRights(Principal caller, Tokens.Wanted wanted) {
        if (!Scopes.covers(caller.scopes(), wanted.scopes())) {
            throw new Rejection(ProblemCode.FORBIDDEN, "A token can't have scopes that its maker does not have.");
        }
    }
}
