package dev.agentdesk.gateway.account;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a stranger needs to know to sign in; nothing about who is here. */
@RestController
final class SetupEndpoint {

    private final JdbcClient db;

    SetupEndpoint(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param administrator whether an administrator has ever signed in; before, only the link of the first start helps
     * @param signIn the methods that can work: {@code password} from the first one that was set
     */
    record Setup(boolean administrator, List<String> signIn, String hint) {}

    private record Found(boolean administrator, boolean password) {}

    @GetMapping("/api/v1/setup")
    Setup setup() {
        var found = db.sql("""
                select exists (select 1 from account where role = 'admin' and first_signed_in_at is not null),
                    exists (select 1 from account_password)
                """)
                .query((row, number) -> new Found(row.getBoolean(1), row.getBoolean(2)))
                .single();
        return new Setup(
                found.administrator(),
                found.password() ? List.of("link", "password") : List.of("link"),
                "Open the link that ./agentdesk up printed. Lost it? Run ./agentdesk token --sign-in on the machine of "
                        + "this instance.");
    }
}
