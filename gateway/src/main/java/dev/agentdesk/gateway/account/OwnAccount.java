package dev.agentdesk.gateway.account;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.account.AccountCommand.RenameAccount;
import dev.agentdesk.gateway.account.AccountCommand.SetPassword;
import dev.agentdesk.gateway.digest.Digests;
import dev.agentdesk.gateway.password.Passwords;
import dev.agentdesk.gateway.password.SignInAttempts;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of an account by its owner; another password ends all other sessions and what they hold open. */
final class OwnAccount {

    private final BrowserSessions sessions;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final SignOuts signOuts;
    private final Commands commands;
    private final Stamps stamps;
    private final JdbcClient db;

    OwnAccount(
            BrowserSessions sessions,
            Passwords passwords,
            SignInAttempts attempts,
            SignOuts signOuts,
            Commands commands,
            Stamps stamps,
            JdbcClient db) {
        this.sessions = sessions;
        this.passwords = passwords;
        this.attempts = attempts;
        this.signOuts = signOuts;
        this.commands = commands;
        this.stamps = stamps;
        this.db = db;
    }

    /** The kept form, if there is a password, and whether this session must show it to set another. */
    record Password(@Nullable String hash, boolean needed) {}

    /** The digest of the session that a browser's request belongs to. */
    static String session(SessionCookie cookie, HttpServletRequest request) {
        return cookie.of(request)
                .map(Digests::of)
                .orElseThrow(() -> new IllegalStateException("a person's request has a session"));
    }

    Password password(String accountId, String session) {
        var hash = db.sql("select hash from account_password where account_id = :id")
                .param("id", accountId)
                .query(String.class)
                .optional()
                .orElse(null);
        return new Password(hash, hash != null && !sessions.isFreshFromLink(session));
    }

    /** The name from now on. */
    String change(Principal caller, String session, MeChange asked) {
        var present = password(caller.account(), session);
        asked.check(caller.name(), present.needed());
        var name = asked.nameOr(caller.name());
        checkFree(name, caller.account());
        if (asked.password() != null) {
            setPassword(caller, session, asked.password(), shown(caller, present, asked));
        }
        if (!name.equals(caller.name())) {
            commands.send(new RenameAccount(stamps.ofRequest(), caller.account(), name));
        }
        return name;
    }

    /** The kept form of the present password if the caller knows it; guessing here is limited like a sign-in. */
    private @Nullable String shown(Principal caller, Password present, MeChange asked) {
        if (!present.needed()) {
            return present.hash();
        }
        if (attempts.countOwn(caller.account()).isPresent()) {
            throw new Rejection(ProblemCode.RATE_LIMITED, "Too many wrong passwords; try again later.");
        }
        var current = asked.currentPassword() == null ? "" : asked.currentPassword();
        if (!passwords.matches(current, present.hash())) {
            throw InvalidRequest.at("/current_password", "wrong", "This is not the present password.");
        }
        attempts.succeededOwn(caller.account());
        return present.hash();
    }

    private void setPassword(Principal caller, String session, String password, @Nullable String replaces) {
        var others = sessions.othersOf(caller.account(), session);
        commands.send(
                new SetPassword(stamps.ofRequest(), caller.account(), passwords.hash(password), replaces, session));
        signOuts.cut(others);
    }

    /** Names are what people sign in with: no two that differ by case only. */
    private void checkFree(String name, String accountId) {
        boolean taken = db.sql("""
                select exists (select 1 from account where lower(name) = lower(:name) and account_id <> :id)
                """)
                .param("name", name)
                .param("id", accountId)
                .query(Boolean.class)
                .single();
        if (taken) {
            throw InvalidRequest.at("/name", "taken", "Another account has this name.");
        }
    }
}
