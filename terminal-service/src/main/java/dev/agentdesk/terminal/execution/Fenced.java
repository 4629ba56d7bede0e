package dev.agentdesk.terminal.execution;

/** Holds something that the runner of a turn has started, besides its tools. */
@FunctionalInterface
public interface Fenced {

    /** Ends what older runners of the Session have started; when it returns nothing of it is alive. */
    void older(String sessionId, long generation);
}
