package dev.agentdesk.terminal.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.session.v1.SessionErased;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.terminal.execution.Shredder;
import org.springframework.stereotype.Component;

/** Erases with a Session what its tools were given and printed. */
@Component
final class SessionFacts implements FactListener {

    private final Shredder shredder;

    SessionFacts(Shredder shredder) {
        this.shredder = shredder;
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
        }
    }
}
