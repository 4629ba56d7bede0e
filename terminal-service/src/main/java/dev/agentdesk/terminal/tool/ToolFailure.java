package dev.agentdesk.terminal.tool;

/** A failure that the agent sees and can do something about; the message is written for it. */
public final class ToolFailure extends Exception {

    public ToolFailure(String message) {
        super(message, null, false, false);
    }
}
