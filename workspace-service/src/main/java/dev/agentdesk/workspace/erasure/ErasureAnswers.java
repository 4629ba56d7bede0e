package dev.agentdesk.workspace.erasure;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.workspace.desk.WorkspaceCommand.RecordErased;
import org.springframework.stereotype.Component;

/** Counts the answers of the services in the Workspace itself; a repeat changes nothing. */
@Component
final class ErasureAnswers {

    private final Commands commands;
    private final Stamps stamps;

    ErasureAnswers(Commands commands, Stamps stamps) {
        this.commands = commands;
        this.stamps = stamps;
    }

    void heard(Fact fact, String workspaceId, String service) {
        var stamp = stamps.following(fact.stamp(), Actor.PLATFORM, "heard").within(workspaceId);
        commands.send(new RecordErased(stamp, workspaceId, service));
    }
}
