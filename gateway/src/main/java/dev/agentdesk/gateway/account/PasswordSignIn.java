package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.account.AccountCommand.SignInWithPassword;
import dev.agentdesk.gateway.digest.Digests;
import dev.agentdesk.gateway.digest.Secrets;
import dev.agentdesk.gateway.password.Passwords;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Signs in with name and password.
 *
 * <p>An unknown name, an account without a password and a wrong password take the same work and get the same answer.
 */
final class PasswordSignIn {

    private final Passwords passwords;
    private final Commands commands;
    private final JdbcClient db;
    private final IdSource ids;
    private final Clock clock;

    PasswordSignIn(Passwords passwords, Commands commands, JdbcClient db, IdSource ids, Clock clock) {
        this.passwords = passwords;
        this.commands = commands;
        this.db = db;
        this.ids = ids;
        this.clock = clock;
    }

    private record Known(String accountId, @Nullable String hash) {}

    /**
     * The secret of the new session.
     *
     * @throws dev.agentdesk.kit.problem.Rejection {@code sign-in-refused}, whatever the cause
     */
    String signIn(String name, String password, String correlationId) {
        var known = find(name);
        var hash = known.map(Known::hash).orElse(null);
        if (!passwords.matches(password, hash) || known.isEmpty() || hash == null) {
            throw AccountState.signInRefused();
        }
        var account = known.get().accountId();
        var secret = Secrets.fresh();
        var stamp = new Stamp(ids.mint("evt"), clock.instant(), Actor.user(account), null, correlationId, null, 0);
        commands.send(new SignInWithPassword(
                stamp, account, hash, Digests.of(secret), stamp.at().plus(BrowserSessions.LONGEST)));
        return secret;
    }

    private Optional<Known> find(String name) {
        return db.sql("""
                select a.account_id, p.hash from account a left join account_password p using (account_id)
                where lower(a.name) = lower(:name) order by a.account_id limit 1
                """)
                .param("name", AccountName.normal(name))
                .query((row, number) -> new Known(row.getString(1), row.getString(2)))
                .optional();
    }
}
