package dev.agentdesk.session.engine;

import dev.agentdesk.session.conversation.StopReason;
import java.util.Map;

/** What an engine wants next. */
public sealed interface Step {

    /** Run a tool; the id is the same each time it is asked for. */
    record CallTool(String toolUseId, String tool, Map<String, Object> input) implements Step {}

    /** Say something to the people. */
    record Say(String text) implements Step {}

    /** Ask the model what to do next. */
    record Think() implements Step {}

    /** The turn can't go on; people are told why, in a closed vocabulary and in words. */
    record GiveUp(String kind, String message) implements Step {}

    /** Nothing is left to do. */
    record Finish(StopReason reason) implements Step {}
}
