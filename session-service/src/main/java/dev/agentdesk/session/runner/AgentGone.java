package dev.agentdesk.session.runner;

/** The agent program can't be talked to any more. */
final class AgentGone extends Exception {

    private static final long serialVersionUID = 1L;

    AgentGone(String message) {
        super(message);
    }
}
