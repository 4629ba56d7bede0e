package dev.agentdesk.gateway.token;

import dev.agentdesk.gateway.token.ServiceTokenCommand.CreateServiceToken;
import dev.agentdesk.gateway.token.ServiceTokenCommand.RevokeServiceToken;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.store.RandomWalk;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTokenSnapshotTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheSameStateWithAndWithoutASnapshot(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                ServiceTokenState.class,
                ServiceTokenState.initial(),
                ServiceTokenSnapshotTest::command,
                ServiceTokenState::decide,
                ServiceTokenState::evolve);
    }

    private static ServiceTokenCommand command(Random random) {
        var stamp = new Stamp("evt_" + random.nextInt(), AT, Actor.PLATFORM, null, "cor_1", null, 0);
        return random.nextInt(20) > 0
                ? new CreateServiceToken(
                        stamp, "tok_1", "usr_1", "ci", "d" + random.nextInt(2), List.of("admin"), null, AT)
                : new RevokeServiceToken(stamp, "tok_1", "usr_" + random.nextInt(3), false);
    }
}
