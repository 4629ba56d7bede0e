package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.account.AccountEvent.AccountCreated;
import dev.agentdesk.gateway.account.AccountEvent.AccountRenamed;
import dev.agentdesk.gateway.account.AccountEvent.PasswordSet;
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
        return List.of("account", "account_password", "sign_in_link", "browser_session");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (recorded.event() instanceof AccountEvent event) {
            switch (event) {
                case AccountCreated created -> insert(created, db);
                case SignInLinkIssued issued -> insert(issued, db);
                case SignedIn in -> insert(in, db);
                case SignedOut out -> forget(out, db);
                case PasswordSet set -> put(set, db);
                case AccountRenamed renamed -> put(renamed, db);
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
        db.sql("update account set first_signed_in_at = least(first_signed_in_at, :at) where account_id = :id")
                .param("id", in.accountId())
                .param("at", time(in.stamp().at()))
                .update();
        db.sql("delete from sign_in_link where code_digest = :code")
                .param("code", in.codeDigest())
                .update();
        db.sql("delete from browser_session where account_id = :id and expires_at <= :at")
                .param("id", in.accountId())
                .param("at", time(in.stamp().at()))
                .update();
        db.sql("""
                insert into browser_session (session_digest, account_id, method, signed_in_at, expires_at)
                values (:session, :id, :method, :at, :expires)
                on conflict (session_digest) do nothing
                """)
                .param("session", in.sessionDigest())
                .param("id", in.accountId())
                .param("method", in.method())
                .param("at", time(in.stamp().at()))
                .param("expires", time(in.expiresAt()))
                .update();
    }

    private static void forget(SignedOut out, JdbcClient db) {
        db.sql("delete from browser_session where session_digest = :session")
                .param("session", out.sessionDigest())
                .update();
    }

    private static void put(PasswordSet set, JdbcClient db) {
        db.sql("""
                insert into account_password (account_id, hash) values (:id, :hash)
                on conflict (account_id) do update set hash = excluded.hash
                """).param("id", set.accountId()).param("hash", set.hash()).update();
        db.sql("delete from browser_session where account_id = :id and session_digest <> :kept")
                .param("id", set.accountId())
                .param("kept", set.keptSession())
                .update();
    }

    private static void put(AccountRenamed renamed, JdbcClient db) {
        db.sql("update account set name = :name where account_id = :id")
                .param("id", renamed.accountId())
                .param("name", renamed.name())
                .update();
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }
}
