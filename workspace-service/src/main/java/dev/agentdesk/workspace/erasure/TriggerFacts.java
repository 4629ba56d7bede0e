package dev.agentdesk.workspace.erasure;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.trigger.v1.WorkspaceAutomationErased;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import org.springframework.stereotype.Component;

/** Hears that the deliveries and runs of a Workspace hold no content any more. */
@Component
final class TriggerFacts implements FactListener {

    private final ErasureAnswers answers;

    TriggerFacts(ErasureAnswers answers) {
        this.answers = answers;
    }

    @Override
    public String topic() {
        return Topics.TRIGGER;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(WorkspaceAutomationErased.class)) {
            answers.heard(fact, fact.as(WorkspaceAutomationErased.class).workspaceId(), "trigger-service");
        }
    }
}
