package dev.agentdesk.session.engine;

import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.engine.Step.Finish;
import dev.agentdesk.session.engine.Step.Think;

/** Asks a model again and again, with the results of the tools that it calls, until it has nothing more to do. */
public final class ModelEngine implements Engine {

    /** A request that got no reply is made again; whoever can't get one ends the turn. */
    @Override
    public Step next(TurnLog log) {
        return switch (log.stop()) {
            case END_TURN -> new Finish(StopReason.END_TURN);
            case MAX_TOKENS -> new Finish(StopReason.MAX_TOKENS);
            case REFUSAL -> new Finish(StopReason.REFUSAL);
            case TOOL_USE, CONTEXT_FULL, INTERRUPTED, FAILED -> new Think();
            case null -> new Think();
        };
    }
}
