package dev.agentdesk.session.runner;

import dev.agentdesk.session.acp.Program;

/** How an agent program ended before it was done, in words for people. */
final class ProgramEnding {

    /** What a shell answers where there is no such program. */
    private static final int NOT_FOUND = 127;

    private static final int MOST_WORDS = 500;

    private ProgramEnding() {}

    static Thinking.Next of(Program program, ProgramHost.State state) {
        var code = state.exitCode();
        if (state.flooded()) {
            return ProgramTurn.failed("The agent program printed more than the Environment keeps. It was stopped.");
        }
        if (code != null && code == NOT_FOUND) {
            return ProgramTurn.unavailable("The program “" + program.name()
                    + "” is not installed in the Environment. To get it: " + program.howToGet() + ".");
        }
        var how = code == null ? "does not answer any more" : "ended with exit code " + code;
        return ProgramTurn.failed("The agent program " + how + " before it was done." + words(state));
    }

    private static String words(ProgramHost.State state) {
        var words = state.lastWords();
        if (words == null || words.isBlank()) {
            return "";
        }
        var last = words.length() <= MOST_WORDS ? words : words.substring(words.length() - MOST_WORDS);
        return " Its last words: " + last;
    }
}
