package dev.agentdesk.session.runner;

import dev.agentdesk.session.acp.Program;

/** How an agent program ended before it was done, in words for people. */
final class AgentEnding {

    /** What a shell answers where there is no such program. */
    private static final int NOT_FOUND = 127;

    private static final int MOST_WORDS = 500;

    private AgentEnding() {}

    static Thinking.Next of(Program program, AgentHost.State state) {
        var code = state.exitCode();
        if (state.flooded()) {
            return AgentTurn.failed("The agent program printed more than the Environment keeps. It was stopped.");
        }
        if (code != null && code == NOT_FOUND) {
            return AgentTurn.unavailable("The program “" + program.name()
                    + "” is not installed in the Environment. To get it: " + program.howToGet() + ".");
        }
        var how = code == null ? "does not answer any more" : "ended with exit code " + code;
        return AgentTurn.failed("The agent program " + how + " before it was done." + words(state));
    }

    private static String words(AgentHost.State state) {
        var words = state.lastWords();
        if (words == null || words.isBlank()) {
            return "";
        }
        var last = words.length() <= MOST_WORDS ? words : words.substring(words.length() - MOST_WORDS);
        return " Its last words: " + last;
    }
}
