package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.account.AccountCommand.CreateAccount;
import dev.agentdesk.gateway.account.AccountCommand.IssueSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.RedeemSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.RenameAccount;
import dev.agentdesk.gateway.account.AccountCommand.SetPassword;
import dev.agentdesk.gateway.account.AccountCommand.SignInWithPassword;
import dev.agentdesk.gateway.account.AccountCommand.SignOut;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.store.RandomWalk;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSnapshotTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSameStateWithAndWithoutASnapshot(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                AccountState.class,
                AccountState.initial(),
                AccountSnapshotTest::command,
                AccountState::decide,
                AccountState::evolve);
    }

    private static AccountCommand command(Random random) {
        var at = START.plusSeconds(random.nextInt(3_600));
        var stamp = new Stamp("evt_" + random.nextInt(), at, Actor.PLATFORM, null, "cor_1", null, 0);
        var code = "code-" + random.nextInt(6);
        var session = "session-" + random.nextInt(6);
        return switch (random.nextInt(8)) {
            case 0 -> new CreateAccount(stamp, "usr_1", "Ada", "admin");
            case 1, 2 -> new IssueSignInLink(stamp, "usr_1", code, at.plusSeconds(900));
            case 3 -> new RedeemSignInLink(stamp, "usr_1", code, session, at.plusSeconds(1_800));
            case 4 -> new SetPassword(stamp, "usr_1", "hash-" + random.nextInt(3), "hash-0", session);
            case 5 -> new SignInWithPassword(stamp, "usr_1", "hash-0", session, at.plusSeconds(1_800));
            case 6 -> new RenameAccount(stamp, "usr_1", "Name " + random.nextInt(3));
            default -> new SignOut(stamp, "usr_1", session);
        };
    }
}
