package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.account.AccountEvent.AccountCreated;
import dev.agentdesk.gateway.account.AccountEvent.SignInLinkIssued;
import dev.agentdesk.gateway.account.AccountEvent.SignedIn;
import dev.agentdesk.gateway.account.AccountEvent.SignedOut;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts, the links that were not redeemed and the sessions that were not ended, written with their events. */
final class AccountRows implements ReadModel {

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("account", "sign_in_link", "browser_session");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (recorded.event() instanceof AccountEvent event) {
            switch (event) {
                case AccountCreated created -> insert(created, db);
                case SignInLinkIssued issued -> insert(issued, db);
                case SignedIn in -> insert(in, db);
                case SignedOut out -> forget(out, db);
            }
        }
    }

    private static void insert(AccountCreated created, JdbcClient db) {
        db.sql("""
                insert into account (account_id, name, role, created_at) values (:id, :name, :role, :at)
                on conflict (account_id) do nothing
                """)
                .param("id", created.accountId())
                .param("name", created.name())
                .param("role", created.role())
                .param("at", time(created.stamp().at()))
                .update();
    }

    /** Expired links of the account go with the next one: nobody can redeem them any more. */
    private static void insert(SignInLinkIssued issued, JdbcClient db) {
        db.sql("delete from sign_in_link where account_id = :id and expires_at <= :at")
                .param("id", issued.accountId())
                .param("at", time(issued.stamp().at()))
                .update();
        db.sql("""
                insert into sign_in_link (code_digest, account_id, expires_at) values (:code, :id, :expires)
                on conflict (code_digest) do nothing
                """)
                .param("code", issued.codeDigest())
                .param("id", issued.accountId())
                .param("expires", time(issued.expiresAt()))
                .update();
    }

    private static void insert(SignedIn in, JdbcClient db) {
        db.sql("delete from sign_in_link where code_digest = :code")
                .param("code", in.codeDigest())
                .update();
        db.sql("delete from browser_session where account_id = :id and expires_at <= :at")
                .param("id", in.accountId())
                .param("at", time(in.stamp().at()))
                .update();
        db.sql("""
                insert into browser_session (session_digest, account_id, signed_in_at, expires_at)
                values (:session, :id, :at, :expires)
                on conflict (session_digest) do nothing
                """)
                .param("session", in.sessionDigest())
                .param("id", in.accountId())
                .param("at", time(in.stamp().at()))
                .param("expires", time(in.expiresAt()))
                .update();
    }

    private static void forget(SignedOut out, JdbcClient db) {
        db.sql("delete from browser_session where session_digest = :session")
                .param("session", out.sessionDigest())
                .update();
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }
}
