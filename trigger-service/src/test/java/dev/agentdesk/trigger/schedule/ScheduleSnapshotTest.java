package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.store.RandomWalk;
import dev.agentdesk.trigger.delivery.Answer;
import dev.agentdesk.trigger.route.BusyPolicy;
import dev.agentdesk.trigger.schedule.ScheduleCommand.AnswerTick;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Backfill;
import dev.agentdesk.trigger.schedule.ScheduleCommand.CreateSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.DeleteSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.EditSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.PauseSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.ResumeSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.RunNow;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Tick;
import dev.agentdesk.trigger.timing.DstMode;
import dev.agentdesk.trigger.timing.Spec;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleSnapshotTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSameStateWithAndWithoutASnapshot(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                ScheduleState.class,
                ScheduleState.initial(),
                ScheduleSnapshotTest::command,
                ScheduleState::decide,
                ScheduleState::evolve);
    }

    private static ScheduleCommand command(Random random) {
        var now = START.plusSeconds(random.nextInt(36_000));
        var stamp = new Stamp("evt_" + random.nextInt(), now, Actor.user("usr_1"), "wrk_1", "cor_1", null, 0);
        return switch (random.nextInt(100)) {
            case 0 -> new DeleteSchedule(stamp, "sch_1", (long) random.nextInt(99));
            case 1, 2, 3, 4, 5, 6 -> new CreateSchedule(stamp, "sch_1", "wrk_1", settings(random));
            case 7, 8 -> new PauseSchedule(stamp, "sch_1", "why");
            case 9, 10, 11, 12 -> new ResumeSchedule(stamp, "sch_1");
            case 13, 14 -> new RunNow(stamp, "sch_1", "run_" + random.nextInt(9));
            case 15, 16 ->
                new Backfill(stamp, "sch_1", "evt_b" + random.nextInt(9), now.minusSeconds(1800), now, overlap(random));
            case 17, 18, 19, 20, 21 -> {
                var s = settings(random);
                yield new EditSchedule(
                        stamp,
                        "sch_1",
                        null,
                        new ScheduleChange(s.name(), null, random.nextBoolean() ? s.timing() : null, s.policy(), true));
            }
            case 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34 ->
                new AnswerTick(
                        stamp,
                        "sch_1",
                        RunIds.of("sch_1", START.plusSeconds(600L * random.nextInt(60)), null),
                        answer(random));
            default -> new Tick(stamp, "sch_1");
        };
    }

    private static Answer answer(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Answer.Opened("ses_1");
            case 1 -> new Answer.Refused("session-archived");
            case 2 -> new Answer.Finished("ses_1", null, "failed", null);
            default -> new Answer.Finished("ses_1", "trn_1", "end_turn", "0.1");
        };
    }

    private static Overlap overlap(Random random) {
        return Overlap.values()[random.nextInt(Overlap.values().length)];
    }

    private static ScheduleSettings settings(Random random) {
        var spec = switch (random.nextInt(3)) {
            case 0 -> new Spec.Cron("*/10 * * * *", "Europe/Berlin", DstMode.LITERAL);
            case 1 -> new Spec.OneShot(START.plusSeconds(random.nextInt(36_000)));
            default -> new Spec.Interval(Duration.ofMinutes(10), Duration.ZERO);
        };
        var policy = new Policy(
                overlap(random),
                new CatchUp(Duration.ofHours(1), CatchUp.Mode.values()[random.nextInt(3)]),
                random.nextBoolean() ? null : (long) random.nextInt(50),
                random.nextInt(3),
                BusyPolicy.ENQUEUE,
                SessionUse.values()[random.nextInt(2)]);
        var names = List.of("a", "b");
        return new ScheduleSettings(
                names.get(random.nextInt(2)),
                new Task.Prompt("p" + random.nextInt(2)),
                new Timing(spec, Duration.ofSeconds(random.nextInt(2)), null, null),
                policy,
                random.nextInt(5) > 0);
    }
}
