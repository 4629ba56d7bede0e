package dev.agentdesk.workspace.erasure;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.session.v1.WorkspaceSessionsErased;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import org.springframework.stereotype.Component;

/** Hears that the Sessions of a Workspace are erased. */
@Component
final class SessionFacts implements FactListener {

    private final ErasureAnswers answers;

    SessionFacts(ErasureAnswers answers) {
        this.answers = answers;
    }

    @Override
    public String topic() {
        return Topics.SESSION;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(WorkspaceSessionsErased.class)) {
            answers.heard(fact, fact.as(WorkspaceSessionsErased.class).workspaceId(), "session-service");
        }
    }
}
