package dev.agentdesk.gateway.activity;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.account.v1.AccountCreated;
import dev.agentdesk.contracts.session.v1.ApprovalDecided;
import dev.agentdesk.contracts.session.v1.ApprovalRequested;
import dev.agentdesk.contracts.trigger.v1.DeliveryRecorded;
import dev.agentdesk.contracts.trigger.v1.HoldLifted;
import dev.agentdesk.contracts.trigger.v1.HoldPlaced;
import dev.agentdesk.contracts.trigger.v1.RouteMatched;
import dev.agentdesk.contracts.trigger.v1.TickFired;
import dev.agentdesk.contracts.trigger.v1.TicksPassed;
import dev.agentdesk.kit.inbound.Fact;
import java.util.ArrayList;
import java.util.List;

/** Which watchers a fact concerns. Pure. */
final class HintRules {

    private HintRules() {}

    static List<Hint> of(String topic, Fact fact) {
        return switch (topic) {
            case Topics.WORKSPACE -> List.of(new Hint("workspaces", fact.subject(), fact.seq()));
            case Topics.SESSION -> ofSession(fact);
            case Topics.ENVIRONMENT -> ofTerminal(fact);
            case Topics.TRIGGER -> ofTrigger(fact);
            case Topics.ACCOUNT ->
                fact.is(AccountCreated.class) ? List.of(new Hint("ops", fact.subject(), fact.seq())) : List.of();
            default -> List.of();
        };
    }

    private static List<Hint> ofSession(Fact fact) {
        var hints = new ArrayList<Hint>();
        if (fact.workspaceId() != null && fact.subject().startsWith("ses_")) {
            hints.add(new Hint("sessions:" + fact.workspaceId(), fact.subject(), fact.seq()));
            // What its agent does is part of what one sees of a Workspace.
            hints.add(new Hint("workspaces", fact.workspaceId(), null));
        }
        if (fact.is(ApprovalRequested.class) || fact.is(ApprovalDecided.class)) {
            hints.add(new Hint("inbox", fact.data().path("approval_id").asString(""), fact.seq()));
        }
        var run = fact.data().path("run_id").asString("");
        if (!run.isEmpty()) {
            hints.add(new Hint("runs", run, null));
        }
        return hints;
    }

    private static List<Hint> ofTerminal(Fact fact) {
        var terminal = fact.data().path("terminal_id").asString("");
        return terminal.isEmpty() || fact.workspaceId() == null
                ? List.of()
                : List.of(new Hint("terminals:" + fact.workspaceId(), terminal, null));
    }

    private static List<Hint> ofTrigger(Fact fact) {
        var connector = fact.data().path("connector_id").asString("");
        var delivery = fact.data().path("delivery_id").asString("");
        if (fact.is(DeliveryRecorded.class)) {
            return List.of(new Hint("deliveries:" + connector, delivery, fact.seq()));
        }
        if (fact.is(RouteMatched.class)) {
            return List.of(
                    new Hint("runs", fact.data().path("run_id").asString(""), fact.seq()),
                    new Hint("deliveries:" + connector, delivery, null));
        }
        if (fact.is(TickFired.class) || fact.is(TicksPassed.class)) {
            return List.of(new Hint("runs", fact.data().path("run_id").asString(fact.subject()), fact.seq()));
        }
        if (fact.is(HoldPlaced.class) || fact.is(HoldLifted.class)) {
            return List.of(new Hint("workspaces", fact.subject(), fact.seq()));
        }
        return List.of();
    }
}
