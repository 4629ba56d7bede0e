package dev.agentdesk.terminal.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.session.v1.SessionErased;
import dev.agentdesk.contracts.session.v1.TurnFinished;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.terminal.checkpoint.Checkpoints;
import dev.agentdesk.terminal.execution.Shredder;
import dev.agentdesk.terminal.program.AgentPrograms;
import org.springframework.stereotype.Component;

/**
 * Erases with a Session what its tools were given and printed; at the end of each turn ends its agent program, if it
 * had one, and remembers the files.
 */
@Component
final class SessionFacts implements FactListener {

    private final Shredder shredder;
    private final Checkpoints checkpoints;
    private final AgentPrograms programs;

    SessionFacts(Shredder shredder, Checkpoints checkpoints, AgentPrograms programs) {
        this.shredder = shredder;
        this.checkpoints = checkpoints;
        this.programs = programs;
    }

    @Override
    public String topic() {
        return Topics.SESSION;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(SessionErased.class)) {
            var erased = fact.as(SessionErased.class);
            programs.sessionEnded(erased.sessionId());
            shredder.ofSession(erased.sessionId(), erased.workspaceId());
        } else if (fact.is(TurnFinished.class)) {
            var finished = fact.as(TurnFinished.class);
            programs.turnEnded(finished.turnId());
            checkpoints.turnEnded(finished.workspaceId(), finished.sessionId(), finished.turnId());
        }
    }
}
