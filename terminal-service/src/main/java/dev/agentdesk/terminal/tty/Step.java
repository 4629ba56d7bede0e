package dev.agentdesk.terminal.tty;

/** What a viewer is to be sent next. */
public sealed interface Step {

    /** A message of the protocol, to be sent as JSON. */
    record Message(Object body) implements Step {}

    record Output(byte[] bytes) implements Step {}

    /** Nothing happened for a while. */
    record Ping() implements Step {}

    /** The last step. */
    record Close(int code, String reason) implements Step {}
}
