package dev.agentdesk.workspace.environment;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.environment.v1.EnvironmentErased;
import dev.agentdesk.contracts.environment.v1.EnvironmentFailed;
import dev.agentdesk.contracts.environment.v1.EnvironmentReady;
import dev.agentdesk.contracts.environment.v1.EnvironmentStopped;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ObserveFailure;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ObserveReady;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ObserveStopped;
import dev.agentdesk.workspace.desk.WorkspaceCommand.RecordErased;
import org.springframework.stereotype.Component;

/** Hears what became of Environments. Every effect is one command that recognises a repeat. */
@Component
final class EnvironmentFacts implements FactListener {

    private final Commands commands;
    private final Stamps stamps;

    EnvironmentFacts(Commands commands, Stamps stamps) {
        this.commands = commands;
        this.stamps = stamps;
    }

    @Override
    public String topic() {
        return Topics.ENVIRONMENT;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(EnvironmentReady.class)) {
            var ready = fact.as(EnvironmentReady.class);
            var isolation = ready.isolation();
            commands.send(new ObserveReady(
                    stamp(fact, ready.workspaceId()),
                    ready.workspaceId(),
                    ready.generation(),
                    isolation.tier(),
                    isolation.enforced(),
                    isolation.notEnforced()));
        } else if (fact.is(EnvironmentFailed.class)) {
            var failed = fact.as(EnvironmentFailed.class);
            commands.send(new ObserveFailure(
                    stamp(fact, failed.workspaceId()),
                    failed.workspaceId(),
                    failed.generation(),
                    failed.code(),
                    failed.reason()));
        } else if (fact.is(EnvironmentStopped.class)) {
            var stopped = fact.as(EnvironmentStopped.class);
            commands.send(new ObserveStopped(
                    stamp(fact, stopped.workspaceId()), stopped.workspaceId(), stopped.generation()));
        } else if (fact.is(EnvironmentErased.class)) {
            var erased = fact.as(EnvironmentErased.class);
            commands.send(
                    new RecordErased(stamp(fact, erased.workspaceId()), erased.workspaceId(), "terminal-service"));
        }
    }

    private Stamp stamp(Fact fact, String workspaceId) {
        return stamps.following(fact.stamp(), Actor.PLATFORM, "heard").within(workspaceId);
    }
}
