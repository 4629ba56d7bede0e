package dev.agentdesk.session.runner;

import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.model.ModelFailure;

/** What people are told where a model gave no reply. */
final class Trouble {

    private Trouble() {}

    static Thinking.Next.Fail of(ModelFailure failure) {
        var words = failure.words();
        return switch (failure.kind()) {
            case BUSY, UNAVAILABLE, CUT ->
                new Thinking.Next.Fail("model_unavailable", words, true, StopReason.RETRIES_EXHAUSTED);
            case UNAUTHORISED -> new Thinking.Next.Fail("model_unauthorised", words, false, StopReason.FAILED);
            case CONTEXT_FULL -> new Thinking.Next.Fail("context_full", words, false, StopReason.FAILED);
            case REJECTED, CANCELLED -> new Thinking.Next.Fail("model_rejected", words, false, StopReason.FAILED);
        };
    }
}
