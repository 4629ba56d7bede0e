package dev.agentdesk.trigger.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.session.v1.RunRefused;
import dev.agentdesk.contracts.session.v1.SessionOpened;
import dev.agentdesk.contracts.session.v1.TurnFinished;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.trigger.delivery.Answer;
import dev.agentdesk.trigger.run.RunAnswers;
import org.springframework.stereotype.Component;

/** Hears what became of runs. Facts about Sessions that no run of ours opened are not for us. */
@Component
final class SessionFacts implements FactListener {

    private final RunAnswers answers;

    SessionFacts(RunAnswers answers) {
        this.answers = answers;
    }

    @Override
    public String topic() {
        return Topics.SESSION;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(SessionOpened.class)) {
            on(fact, fact.as(SessionOpened.class));
        } else if (fact.is(TurnFinished.class)) {
            on(fact, fact.as(TurnFinished.class));
        } else if (fact.is(RunRefused.class)) {
            var refused = fact.as(RunRefused.class);
            answers.pass(refused.runId(), new Answer.Refused(refused.code()), fact.stamp());
        }
    }

    private void on(Fact fact, SessionOpened opened) {
        if (opened.runId() != null) {
            answers.pass(opened.runId(), new Answer.Opened(opened.sessionId()), fact.stamp());
        }
    }

    private void on(Fact fact, TurnFinished finished) {
        if (finished.runId() != null) {
            var answer = new Answer.Finished(
                    finished.sessionId(),
                    finished.turnId(),
                    finished.stopReason(),
                    finished.usage() == null ? null : finished.usage().costUsd());
            answers.pass(finished.runId(), answer, fact.stamp());
        }
    }
}
