package dev.agentdesk.trigger.delivery;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.delivery.DeliveryCommand.AnswerRun;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EndDelay;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EraseDelivery;
import dev.agentdesk.trigger.delivery.DeliveryCommand.ExpireDelivery;
import dev.agentdesk.trigger.delivery.DeliveryCommand.GiveUpRouting;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Receive;
import dev.agentdesk.trigger.delivery.DeliveryCommand.RecordConflict;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Settle;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Supersede;
import dev.agentdesk.trigger.delivery.DeliveryEvent.ConflictDetected;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryErased;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryExpired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryReceived;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryRouted;
import dev.agentdesk.trigger.delivery.DeliveryEvent.Erased;
import dev.agentdesk.trigger.delivery.DeliveryEvent.GroundsKept;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PayloadKept;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PromptRendered;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RoutingFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDebounced;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDelayed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFinished;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunOpened;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of a Delivery: kept once, routed once, each of its runs answered once.
 *
 * <p>Pure. {@link #decide} refuses or returns facts; {@link #evolve} accepts every fact. A repeat of what is known
 * leads to nothing; the same id with another digest is refused.
 */
sealed interface DeliveryState {

    /** What stays the same in all states. Erased means: nothing can be sealed for it any more. */
    record Origin(Arrival arrival, int depth, boolean erased) {}

    /** How far a run is. */
    enum RunPhase {
        FIRED,
        OPENED,
        ENDED
    }

    record Absent() implements DeliveryState {}

    record Waiting(Origin origin) implements DeliveryState {}

    record Routed(Origin origin, Map<String, RunPhase> runs, Map<String, RunDelayed> delayed) implements DeliveryState {

        private Routed with(String runId, RunPhase phase) {
            var changed = new HashMap<>(runs);
            changed.put(runId, phase);
            var waiting = new HashMap<>(delayed);
            waiting.remove(runId);
            return new Routed(origin, Map.copyOf(changed), Map.copyOf(waiting));
        }

        private Routed delaying(RunDelayed run) {
            var waiting = new HashMap<>(delayed);
            waiting.put(run.runId(), run);
            return new Routed(origin, runs, Map.copyOf(waiting));
        }
    }

    record Unroutable(Origin origin) implements DeliveryState {}

    record Conflicting(Origin origin) implements DeliveryState {}

    static DeliveryState initial() {
        return new Absent();
    }

    default List<DeliveryEvent> decide(DeliveryCommand command) {
        return switch (command) {
            case Receive receive -> receive(receive);
            case RecordConflict conflict -> recordConflict(conflict);
            case Settle settle -> settle(settle);
            case GiveUpRouting giveUp -> giveUp(giveUp.stamp(), giveUp.deliveryId(), giveUp.code());
            case AnswerRun answer -> answer(answer);
            case EndDelay end -> endDelay(end);
            case Supersede supersede -> supersede(supersede);
            case ExpireDelivery expire -> expire(expire);
            case EraseDelivery erase -> erase(erase);
        };
    }

    default DeliveryState evolve(DeliveryEvent event) {
        return switch (event) {
            case DeliveryReceived e ->
                new Waiting(new Origin(e.arrival(), e.stamp().depth(), false));
            case ConflictDetected e ->
                new Conflicting(new Origin(e.arrival(), e.stamp().depth(), false));
            case DeliveryRouted e -> new Routed(origin(), Map.of(), Map.of());
            case RoutingFailed e -> new Unroutable(origin());
            case RunFired e -> routed().with(e.runId(), RunPhase.FIRED);
            case RunDelayed e -> routed().delaying(e);
            case RunDebounced e -> routed().with(e.runId(), RunPhase.ENDED);
            case RunFailed e -> routed().with(e.runId(), RunPhase.ENDED);
            case RunOpened e -> routed().with(e.runId(), RunPhase.OPENED);
            case RunFinished e -> routed().with(e.runId(), RunPhase.ENDED);
            case RunRefused e -> routed().with(e.runId(), RunPhase.ENDED);
            case DeliveryErased e -> erased();
            case DeliveryExpired e -> erased();
            case Erased e -> erased();
            case PayloadKept e -> this;
            case GroundsKept e -> this;
            case PromptRendered e -> this;
        };
    }

    private Origin origin() {
        return switch (this) {
            case Waiting waiting -> waiting.origin();
            case Routed routed -> routed.origin();
            case Unroutable unroutable -> unroutable.origin();
            case Conflicting conflicting -> conflicting.origin();
            case Absent a ->
                throw new IllegalStateException("the history of a delivery does not begin with its arrival");
        };
    }

    private Routed routed() {
        if (this instanceof Routed routed) {
            return routed;
        }
        throw new IllegalStateException("a run of a delivery that was never routed");
    }

    private DeliveryState erased() {
        var gone = new Origin(origin().arrival(), origin().depth(), true);
        return switch (this) {
            case Absent a -> a;
            case Waiting w -> new Waiting(gone);
            case Routed routed -> new Routed(gone, routed.runs(), routed.delayed());
            case Unroutable u -> new Unroutable(gone);
            case Conflicting c -> new Conflicting(gone);
        };
    }

    private List<DeliveryEvent> receive(Receive command) {
        if (this instanceof Absent) {
            return List.of(
                    new DeliveryReceived(command.stamp(), command.deliveryId(), command.arrival()),
                    new PayloadKept(command.stamp().then(1), command.deliveryId(), command.event(), command.http()));
        }
        if (!origin().arrival().digest().equals(command.arrival().digest())) {
            throw new Rejection(ProblemCode.ID_REUSED, "Another event of this source has this id.");
        }
        return List.of();
    }

    private List<DeliveryEvent> recordConflict(RecordConflict command) {
        if (!(this instanceof Absent)) {
            return List.of();
        }
        return List.of(
                new ConflictDetected(
                        command.stamp(), command.deliveryId(), command.firstDeliveryId(), command.arrival()),
                new PayloadKept(command.stamp().then(1), command.deliveryId(), command.event(), command.http()));
    }

    private List<DeliveryEvent> settle(Settle command) {
        return switch (this) {
            case Absent a -> throw Rejection.notFound();
            case Waiting w when w.origin().erased() -> giveUp(command.stamp(), command.deliveryId(), "erased");
            case Waiting w -> new Settlement(command, w.origin()).events();
            case Routed r -> List.of();
            case Unroutable u -> List.of();
            case Conflicting c -> List.of();
        };
    }

    private List<DeliveryEvent> giveUp(Stamp stamp, String deliveryId, String code) {
        return this instanceof Waiting ? List.of(new RoutingFailed(stamp, deliveryId, code)) : List.of();
    }

    private List<DeliveryEvent> answer(AnswerRun command) {
        if (!(this instanceof Routed routed) || !routed.runs().containsKey(command.runId())) {
            throw Rejection.notFound();
        }
        var phase = routed.runs().get(command.runId());
        if (phase == RunPhase.ENDED || phase == RunPhase.OPENED && command.answer() instanceof Answer.Opened) {
            return List.of();
        }
        return List.of(answered(command));
    }

    private static DeliveryEvent answered(AnswerRun command) {
        var stamp = command.stamp();
        var delivery = command.deliveryId();
        var run = command.runId();
        return switch (command.answer()) {
            case Answer.Opened a -> new RunOpened(stamp, delivery, run, a.sessionId());
            case Answer.Finished a ->
                new RunFinished(stamp, delivery, run, a.sessionId(), a.turnId(), a.stopReason(), a.costUsd());
            case Answer.Refused a -> new RunRefused(stamp, delivery, run, a.code());
        };
    }

    /** What has begun already, or never waited, stays as it is. */
    private Optional<RunDelayed> delayed(String runId) {
        return this instanceof Routed routed
                ? Optional.ofNullable(routed.delayed().get(runId))
                : Optional.empty();
    }

    private List<DeliveryEvent> endDelay(EndDelay command) {
        return delayed(command.runId())
                .map(run -> origin().erased()
                        ? Settlement.failed(command.stamp(), run, "erased", "What it asked for was erased.")
                        : command.hold() != null
                                ? Settlement.failed(
                                        command.stamp(), run, "held", "Automation is held by " + command.hold() + ".")
                                : Settlement.fired(command.stamp(), run))
                .map(List::of)
                .orElse(List.of());
    }

    private List<DeliveryEvent> supersede(Supersede command) {
        return delayed(command.runId())
                .<List<DeliveryEvent>>map(run -> List.of(
                        new RunDebounced(command.stamp(), command.deliveryId(), run.runId(), command.byRunId())))
                .orElse(List.of());
    }

    private List<DeliveryEvent> expire(ExpireDelivery command) {
        return this instanceof Absent || origin().erased()
                ? List.of()
                : List.of(new DeliveryExpired(command.stamp(), command.deliveryId()));
    }

    private List<DeliveryEvent> erase(EraseDelivery command) {
        if (this instanceof Absent) {
            throw Rejection.notFound();
        }
        if (origin().erased()) {
            return List.of();
        }
        return List.of(new DeliveryErased(command.stamp(), command.deliveryId(), command.workspaceId()));
    }
}
