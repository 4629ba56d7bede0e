package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.store.RandomWalk;
import dev.agentdesk.trigger.connector.ConnectorCommand.CreateConnector;
import dev.agentdesk.trigger.connector.ConnectorCommand.DeleteConnector;
import dev.agentdesk.trigger.connector.ConnectorCommand.EditConnector;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorSnapshotTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSameStateWithAndWithoutASnapshot(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                ConnectorState.class,
                ConnectorState.initial(),
                ConnectorSnapshotTest::command,
                ConnectorState::decide,
                ConnectorState::evolve);
    }

    private static ConnectorCommand command(Random random) {
        var stamp = new Stamp(
                "evt_" + random.nextInt(),
                START.plusSeconds(random.nextInt(3_600)),
                Actor.user("usr_1"),
                null,
                "cor_1",
                null,
                0);
        var name = "name-" + random.nextInt(3);
        var sources = List.of("urn:" + random.nextInt(3));
        return switch (random.nextInt(40)) {
            case 0 -> new DeleteConnector(stamp, "con_1", (long) random.nextInt(9));
            case 1, 2, 3, 4, 5 ->
                new CreateConnector(
                        stamp,
                        "con_1",
                        ConnectorKind.WEBHOOK,
                        name,
                        new Intake(sources, List.of()),
                        door(random),
                        random.nextBoolean());
            default ->
                new EditConnector(
                        stamp,
                        "con_1",
                        null,
                        random.nextBoolean() ? name : null,
                        random.nextBoolean() ? sources : null,
                        random.nextBoolean() ? List.of("t") : null,
                        random.nextBoolean() ? door(random) : null,
                        random.nextBoolean());
        };
    }

    private static Door door(Random random) {
        return new Door("github", false, null, null, null, List.of("sec_" + random.nextInt(3)));
    }
}
