package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.token.Scopes;
import dev.agentdesk.gateway.token.Tokens;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Service tokens for whoever can run commands on the machine of this instance; they belong to the administrator. */
public final class ServiceTokens {

    private static final Duration LIFE = Duration.ofDays(90);

    private final Administrator administrator;
    private final Tokens tokens;
    private final IdSource ids;
    private final Clock clock;

    public ServiceTokens(Administrator administrator, Tokens tokens, IdSource ids, Clock clock) {
        this.administrator = administrator;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A new token, shown once; without scopes it may do everything.
     *
     * @throws IllegalArgumentException if there is no such scope
     */
    public String localAdministratorToken(List<String> scopes) {
        var asked = scopes.isEmpty() ? List.of(Scopes.ADMIN) : scopes;
        for (String scope : asked) {
            if (!Scopes.ALL.contains(scope)) {
                throw new IllegalArgumentException(
                        "There is no scope " + scope + "; there are " + String.join(", ", Scopes.ALL) + ".");
            }
        }
        var account = administrator.ensure();
        var now = clock.instant();
        var stamp = new Stamp(ids.mint("evt"), now, Actor.PLATFORM, null, ids.mint("cor"), null, 0);
        var wanted = new Tokens.Wanted(account, "local administrator", asked, null, now.plus(LIFE));
        return tokens.make(stamp, ids.mint("tok"), wanted);
    }
}
