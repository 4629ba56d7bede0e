package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.event.Actor;

/** A terminal among what was run. */
public record TerminalRun(String id, String workspaceId, String terminalId, Actor actor) {}
