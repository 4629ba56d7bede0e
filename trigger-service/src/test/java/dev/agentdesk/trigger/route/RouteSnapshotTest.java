package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.store.RandomWalk;
import dev.agentdesk.trigger.route.RouteCommand.CreateRoute;
import dev.agentdesk.trigger.route.RouteCommand.DeleteRoute;
import dev.agentdesk.trigger.route.RouteCommand.EditRoute;
import dev.agentdesk.trigger.route.RouteCommand.EraseRoute;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteSnapshotTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSameStateWithAndWithoutASnapshot(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                RouteState.class,
                RouteState.initial(),
                RouteSnapshotTest::command,
                RouteState::decide,
                RouteState::evolve);
    }

    private static RouteCommand command(Random random) {
        var stamp = new Stamp(
                "evt_" + random.nextInt(),
                START.plusSeconds(random.nextInt(3_600)),
                Actor.user("usr_1"),
                "wrk_1",
                "cor_1",
                null,
                0);
        var name = "name-" + random.nextInt(3);
        var workspace = "wrk_" + random.nextInt(3);
        var policy = BusyPolicy.values()[random.nextInt(4)];
        return switch (random.nextInt(60)) {
            case 0 -> new DeleteRoute(stamp, "rte_1", (long) random.nextInt(9));
            case 1 -> new EraseRoute(stamp, "rte_1");
            case 2, 3, 4, 5 ->
                new CreateRoute(
                        stamp,
                        "rte_1",
                        "con_1",
                        new RouteSettings(name, workspace, null, "f", "p", null, policy, random.nextBoolean()));
            default ->
                new EditRoute(
                        stamp,
                        "rte_1",
                        null,
                        new RouteChange(
                                random.nextBoolean() ? name : null,
                                random.nextBoolean() ? workspace : null,
                                random.nextBoolean() ? "/" + random.nextInt(2) : null,
                                null,
                                random.nextBoolean() ? "p" + random.nextInt(3) : null,
                                random.nextBoolean() ? "body.k" + random.nextInt(2) : null,
                                policy,
                                random.nextBoolean()));
        };
    }
}
