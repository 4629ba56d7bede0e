package dev.agentdesk.kit.command;

/** Something that a caller asks of one aggregate; it may be refused and it may be repeated. */
public interface Command {

    String aggregateId();
}
