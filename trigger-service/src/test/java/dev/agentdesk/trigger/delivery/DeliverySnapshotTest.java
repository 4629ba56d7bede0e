package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.store.RandomWalk;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.delivery.Decision.Ask;
import dev.agentdesk.trigger.delivery.Decision.Grounds;
import dev.agentdesk.trigger.delivery.DeliveryCommand.AnswerRun;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EndDelay;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EraseDelivery;
import dev.agentdesk.trigger.delivery.DeliveryCommand.ExpireDelivery;
import dev.agentdesk.trigger.delivery.DeliveryCommand.GiveUpRouting;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Receive;
import dev.agentdesk.trigger.delivery.DeliveryCommand.RecordConflict;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Settle;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Supersede;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverySnapshotTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final CloudEvent EVENT = new CloudEvent("1", "urn:s", "t", null, null, null, Map.of(), "{}", null);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheSameStateWithAndWithoutASnapshot(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                DeliveryState.class,
                DeliveryState.initial(),
                DeliverySnapshotTest::command,
                DeliveryState::decide,
                DeliveryState::evolve);
    }

    private static DeliveryCommand command(Random random) {
        var stamp = new Stamp(
                "evt_" + random.nextInt(),
                START.plusSeconds(random.nextInt(3_600)),
                Actor.PLATFORM,
                null,
                "dlv_1",
                null,
                random.nextInt(10));
        var arrival = Arrival.byTopic("con_1", "digest-" + random.nextInt(2), 2, null, "topic", 0, random.nextInt(9));
        return switch (random.nextInt(26)) {
            case 0 -> new RecordConflict(stamp, "dlv_1", "dlv_0", arrival, EVENT, null);
            case 1, 2, 3, 4 -> new Receive(stamp, "dlv_1", arrival, EVENT, null);
            case 5, 6, 7 ->
                new Settle(
                        stamp,
                        "dlv_1",
                        IntStream.range(0, 4)
                                .mapToObj(DeliverySnapshotTest::decision)
                                .toList());
            case 8 -> new GiveUpRouting(stamp, "dlv_1", "erased");
            case 9 -> new EraseDelivery(stamp, "dlv_1", "wrk_1");
            case 20 -> new ExpireDelivery(stamp, "dlv_1");
            case 21, 22 -> new Supersede(stamp, "dlv_1", "run_" + random.nextInt(5), "run_9");
            case 23, 24, 25 -> new EndDelay(stamp, "dlv_1", "run_" + random.nextInt(5), null);
            default -> new AnswerRun(stamp, "dlv_1", "run_" + random.nextInt(5), answer(random));
        };
    }

    private static Decision decision(int n) {
        return new Decision(
                new Verdict("rte_" + n, 1, Verdict.Kind.MATCHED, "run_" + n),
                new Grounds("rte_" + n, List.of(), List.of()),
                new Ask(
                        "run_" + n,
                        "wrk_1",
                        "enqueue",
                        "title",
                        "prompt",
                        null,
                        n % 2 == 0 ? null : new Decision.Delay("key", Duration.ofSeconds(1))));
    }

    private static Answer answer(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Answer.Opened("ses_1");
            case 1 -> new Answer.Finished("ses_1", "trn_1", "end_turn", null);
            default -> new Answer.Refused("busy");
        };
    }
}
