package dev.agentdesk.terminal.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.session.v1.SessionErased;
import dev.agentdesk.contracts.session.v1.TurnFinished;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.terminal.checkpoint.Checkpoints;
import dev.agentdesk.terminal.execution.Shredder;
import org.springframework.stereotype.Component;

/** Erases with a Session what its tools were given and printed; remembers the files at the end of each turn. */
@Component
final class SessionFacts implements FactListener {

    private final Shredder shredder;
    private final Checkpoints checkpoints;

    SessionFacts(Shredder shredder, Checkpoints checkpoints) {
        this.shredder = shredder;
        this.checkpoints = checkpoints;
    }

    @Override
    public String topic() {
        return Topics.SESSION;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(SessionErased.class)) {
            var erased = fact.as(SessionErased.class);
            shredder.ofSession(erased.sessionId(), erased.workspaceId());
        } else if (fact.is(TurnFinished.class)) {
            var finished = fact.as(TurnFinished.class);
            checkpoints.turnEnded(finished.workspaceId(), finished.sessionId(), finished.turnId());
        }
    }
}
