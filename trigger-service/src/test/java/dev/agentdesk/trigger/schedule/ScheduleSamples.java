package dev.agentdesk.trigger.schedule;

import dev.agentdesk.trigger.route.BusyPolicy;
import dev.agentdesk.trigger.timing.DstMode;
import dev.agentdesk.trigger.timing.Spec;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Duration;
import java.time.Instant;

/** Settings with everything and with as little as possible, for the approved forms. */
public final class ScheduleSamples {

    public static final Policy POLICY = new Policy(
            Overlap.BUFFER_ONE,
            new CatchUp(Duration.ofHours(1), CatchUp.Mode.LATEST),
            12L,
            5,
            BusyPolicy.ENQUEUE,
            SessionUse.REUSE);

    public static final Timing INTERVAL =
            new Timing(new Spec.Interval(Duration.ofMinutes(10), Duration.ofSeconds(5)), Duration.ZERO, null, null);

    public static final ScheduleSettings SETTINGS = new ScheduleSettings(
            "Nightly",
            new Task.Prompt("Do it"),
            new Timing(
                    new Spec.Cron("30 2 * * MON-FRI", "Europe/Berlin", DstMode.ONCE),
                    Duration.ofSeconds(30),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:00Z")),
            POLICY,
            true);

    public static final ScheduleSettings BARE = new ScheduleSettings(
            "Once",
            new Task.Prompt("Do it"),
            new Timing(new Spec.OneShot(Instant.parse("2026-01-02T03:04:05.678Z")), Duration.ZERO, null, null),
            new Policy(
                    Overlap.SKIP,
                    new CatchUp(Duration.ZERO, CatchUp.Mode.NONE),
                    null,
                    0,
                    BusyPolicy.REJECT,
                    SessionUse.NEW),
            false);

    private ScheduleSamples() {}
}
