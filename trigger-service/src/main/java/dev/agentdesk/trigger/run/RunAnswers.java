package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.trigger.delivery.Answer;
import dev.agentdesk.trigger.delivery.DeliveryCommand.AnswerRun;
import dev.agentdesk.trigger.hold.Holds;
import dev.agentdesk.trigger.schedule.ScheduleCommand.AnswerTick;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings what session-service says about a run to its Delivery or Schedule, however it was said and however often. */
@Component
public class RunAnswers {

    private final Commands commands;
    private final Runs runs;
    private final Stamps stamps;
    private final Holds holds;
    private final Clock clock;

    RunAnswers(Commands commands, Runs runs, Stamps stamps, Holds holds, Clock clock) {
        this.commands = commands;
        this.runs = runs;
        this.stamps = stamps;
        this.holds = holds;
        this.clock = clock;
    }

    /** Ignores runs that are not of this service. */
    public void pass(String runId, Answer answer, Stamp cause) {
        runs.find(runId).ifPresent(run -> {
            var stamp =
                    stamps.following(cause, Actor.PLATFORM, "answer-" + runId).within(run.workspaceId());
            commands.send(
                    run.scheduleId() == null
                            ? new AnswerRun(stamp, Objects.requireNonNull(run.deliveryId()), runId, answer)
                            : new AnswerTick(stamp, run.scheduleId(), runId, answer, hold(run)));
        });
    }

    /** What waits behind the run does not start while automation is held. */
    private @Nullable String hold(Runs.Row run) {
        return holds.on(run.workspaceId(), clock.instant()).orElse(null);
    }
}
