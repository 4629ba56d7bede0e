package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.trigger.delivery.Decision.Ask;
import dev.agentdesk.trigger.delivery.Decision.GiveUp;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Settle;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryRouted;
import dev.agentdesk.trigger.delivery.DeliveryEvent.GroundsKept;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PromptRendered;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDelayed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import dev.agentdesk.trigger.delivery.DeliveryState.Origin;
import java.util.ArrayList;
import java.util.List;

/** The facts of one settlement: all verdicts, their grounds, and a run for each match. Pure; used once. */
final class Settlement {

    /** Automations that may lie between a person and a run; breaks loops of agents that trigger each other. */
    static final int DEEPEST = 8;

    private final Settle command;
    private final Origin origin;
    private final List<DeliveryEvent> events = new ArrayList<>();

    Settlement(Settle command, Origin origin) {
        this.command = command;
        this.origin = origin;
    }

    List<DeliveryEvent> events() {
        var id = command.deliveryId();
        events.add(new DeliveryRouted(
                stamp(), id, command.decisions().stream().map(Decision::verdict).toList()));
        if (!command.decisions().isEmpty()) {
            events.add(new GroundsKept(
                    stamp(),
                    id,
                    command.decisions().stream().map(Decision::grounds).toList()));
        }
        command.decisions().forEach(this::run);
        return events;
    }

    private void run(Decision decision) {
        var intent = decision.intent();
        if (intent == null) {
            return;
        }
        if (depth() > DEEPEST) {
            var text = "More than " + DEEPEST + " automations lie between a person and this run.";
            fail(decision, new GiveUp(intent.runId(), intent.workspaceId(), "depth-exceeded", text));
            return;
        }
        switch (intent) {
            case Ask ask -> fire(decision, ask);
            case GiveUp giveUp -> fail(decision, giveUp);
        }
    }

    private void fire(Decision decision, Ask ask) {
        var id = command.deliveryId();
        var verdict = decision.verdict();
        events.add(new PromptRendered(stamp(verdict, ask.workspaceId()), id, ask.runId(), ask.title(), ask.prompt()));
        var delay = ask.delay();
        if (delay != null) {
            events.add(new RunDelayed(
                    stamp(verdict, ask.workspaceId()),
                    id,
                    ask.runId(),
                    origin.arrival().connectorId(),
                    verdict.routeId(),
                    verdict.routeVersion(),
                    ask.workspaceId(),
                    ask.onBusy(),
                    ask.sessionId(),
                    delay.key(),
                    delay.quiet()));
            return;
        }
        events.add(new RunFired(
                stamp(verdict, ask.workspaceId()),
                id,
                ask.runId(),
                origin.arrival().connectorId(),
                verdict.routeId(),
                verdict.routeVersion(),
                ask.workspaceId(),
                ask.onBusy(),
                ask.sessionId()));
    }

    private void fail(Decision decision, GiveUp giveUp) {
        events.add(new RunFailed(
                stamp(decision.verdict(), giveUp.workspaceId()),
                command.deliveryId(),
                giveUp.runId(),
                decision.verdict().routeId(),
                giveUp.workspaceId(),
                giveUp.code(),
                giveUp.text()));
    }

    /** A run that has waited long enough starts as it was settled. */
    static DeliveryEvent fired(Stamp stamp, RunDelayed run) {
        return new RunFired(
                following(stamp, run),
                run.deliveryId(),
                run.runId(),
                run.connectorId(),
                run.routeId(),
                run.routeVersion(),
                run.workspaceId(),
                run.onBusy(),
                run.sessionId());
    }

    static DeliveryEvent failed(Stamp stamp, RunDelayed run, String code, String text) {
        return new RunFailed(
                following(stamp, run), run.deliveryId(), run.runId(), run.routeId(), run.workspaceId(), code, text);
    }

    private static Stamp following(Stamp stamp, RunDelayed run) {
        var first = run.stamp();
        return new Stamp(
                stamp.id(),
                stamp.at(),
                first.actor(),
                run.workspaceId(),
                first.correlationId(),
                first.causationId(),
                first.depth());
    }

    private int depth() {
        return origin.depth() + 1;
    }

    private Stamp stamp() {
        return events.isEmpty() ? command.stamp() : command.stamp().then(events.size());
    }

    /** A run is the act of its route, one automation further from a person than the event was. */
    private Stamp stamp(Verdict verdict, String workspaceId) {
        var next = stamp();
        var route = new Actor("route", verdict.routeId(), null);
        return new Stamp(next.id(), next.at(), route, workspaceId, next.correlationId(), next.causationId(), depth());
    }
}
