package dev.agentdesk.session.runner;

/** The agent program can't be talked to any more. */
final class ProgramGone extends Exception {

    private static final long serialVersionUID = 1L;

    ProgramGone(String message) {
        super(message);
    }
}
