package dev.agentdesk.gateway.audit;

import dev.agentdesk.gateway.account.AccountEvent;
import dev.agentdesk.gateway.account.AccountEvent.AccountCreated;
import dev.agentdesk.gateway.account.AccountEvent.AccountRenamed;
import dev.agentdesk.gateway.account.AccountEvent.PasswordSet;
import dev.agentdesk.gateway.account.AccountEvent.SignInLinkIssued;
import dev.agentdesk.gateway.account.AccountEvent.SignedIn;
import dev.agentdesk.gateway.account.AccountEvent.SignedOut;
import dev.agentdesk.gateway.token.ServiceTokenEvent;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenCreated;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenRevoked;
import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row per fact about access, over all accounts and tokens. */
final class AuditRows implements ReadModel {

    private record Fact(
            String action, String subjectId, @Nullable String detail) {}

    @Override
    public String name() {
        return "access-audit";
    }

    @Override
    public Kind kind() {
        return Kind.STREAMING;
    }

    @Override
    public List<String> tables() {
        return List.of("access_audit");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        factOf(recorded.event()).ifPresent(fact -> insert(recorded.event(), fact, db));
    }

    private static Optional<Fact> factOf(DomainEvent event) {
        return switch (event) {
            case AccountEvent account -> Optional.of(factOf(account));
            case ServiceTokenEvent token -> Optional.of(factOf(token));
            default -> Optional.empty();
        };
    }

    private static Fact factOf(AccountEvent event) {
        return switch (event) {
            case AccountCreated created -> new Fact("account.created", created.accountId(), created.role());
            case SignInLinkIssued issued -> new Fact("sign_in_link.issued", issued.accountId(), null);
            case SignedIn in -> new Fact("account.signed_in", in.accountId(), in.method());
            case SignedOut out -> new Fact("account.signed_out", out.accountId(), null);
            case PasswordSet set -> new Fact("account.password_set", set.accountId(), null);
            case AccountRenamed renamed -> new Fact("account.renamed", renamed.accountId(), null);
        };
    }

    private static Fact factOf(ServiceTokenEvent event) {
        return switch (event) {
            case ServiceTokenCreated created ->
                new Fact("service_token.created", created.tokenId(), String.join(" ", created.scopes()));
            case ServiceTokenRevoked revoked -> new Fact("service_token.revoked", revoked.tokenId(), null);
        };
    }

    private static void insert(DomainEvent event, Fact fact, JdbcClient db) {
        var stamp = event.stamp();
        db.sql("""
                insert into access_audit (event_id, at, action, actor_type, actor_id, subject_id, detail)
                values (:event, :at, :action, :actorType, :actorId, :subject, :detail)
                on conflict (event_id) do nothing
                """)
                .param("event", stamp.id())
                .param("at", Timestamp.from(stamp.at()))
                .param("action", fact.action())
                .param("actorType", stamp.actor().type())
                .param("actorId", stamp.actor().id())
                .param("subject", fact.subjectId())
                .param("detail", fact.detail())
                .update();
    }
}
