package dev.agentdesk.terminal.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.session.v1.SessionErased;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.terminal.execution.Erasure;
import org.springframework.stereotype.Component;

/** Erases with a Session what its tools were given and printed. */
@Component
final class SessionFacts implements FactListener {

    private final Erasure erasure;

    SessionFacts(Erasure erasure) {
        this.erasure = erasure;
    }

    @Override
    public String topic() {
        return Topics.SESSION;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(SessionErased.class)) {
            var erased = fact.as(SessionErased.class);
            erasure.ofSession(erased.sessionId(), erased.workspaceId());
        }
    }
}
