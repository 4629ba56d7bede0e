package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.account.AccountCommand.IssueSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.RedeemSignInLink;
import dev.agentdesk.gateway.digest.Digests;
import dev.agentdesk.gateway.digest.Secrets;
import dev.agentdesk.gateway.edge.EdgeProperties;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Links that sign the administrator in, once and within a quarter of an hour.
 *
 * <p>The code stands in the fragment, which browsers send to nobody; only its digest is stored.
 */
public final class SignInLinks {

    static final Duration LIFE = Duration.ofMinutes(15);

    private final Administrator administrator;
    private final Commands commands;
    private final JdbcClient db;
    private final EdgeProperties edge;
    private final IdSource ids;
    private final Clock clock;

    public SignInLinks(
            Administrator administrator,
            Commands commands,
            JdbcClient db,
            EdgeProperties edge,
            IdSource ids,
            Clock clock) {
        this.administrator = administrator;
        this.commands = commands;
        this.db = db;
        this.edge = edge;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new link for the administrator, to be shown on the machine of this instance and nowhere else. */
    public String newLink() {
        var account = administrator.ensure();
        var code = Secrets.fresh();
        var stamp = stamp(Actor.PLATFORM, ids.mint("cor"));
        commands.send(
                new IssueSignInLink(stamp, account, Digests.of(code), stamp.at().plus(LIFE)));
        return edge.address("/sign-in#code=" + code);
    }

    /**
     * Signs in with a code; the answer is the secret of the new session.
     *
     * @throws dev.agentdesk.kit.problem.Rejection {@code link-used} for a code that is used, expired or none of ours
     */
    String redeem(String code, String correlationId) {
        var digest = Digests.of(code);
        var account = db.sql("select account_id from sign_in_link where code_digest = :digest")
                .param("digest", digest)
                .query(String.class)
                .optional()
                .orElseThrow(AccountState::linkUsed);
        var secret = Secrets.fresh();
        var stamp = stamp(Actor.user(account), correlationId);
        commands.send(new RedeemSignInLink(
                stamp, account, digest, Digests.of(secret), stamp.at().plus(BrowserSessions.LONGEST)));
        return secret;
    }

    private Stamp stamp(Actor actor, String correlationId) {
        return new Stamp(ids.mint("evt"), clock.instant(), actor, null, correlationId, null, 0);
    }
}
