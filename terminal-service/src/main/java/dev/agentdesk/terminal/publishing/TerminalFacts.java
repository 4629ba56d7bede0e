package dev.agentdesk.terminal.publishing;

import dev.agentdesk.contracts.environment.v1.TerminalExited;
import dev.agentdesk.contracts.environment.v1.TerminalLost;
import dev.agentdesk.contracts.environment.v1.TerminalOpened;
import dev.agentdesk.terminal.tty.TerminalEvent;

/** Which terminals were opened and how they ended; never what they showed. */
final class TerminalFacts {

    private TerminalFacts() {}

    static Object of(TerminalEvent event) {
        return switch (event) {
            case TerminalEvent.TerminalOpened e -> new TerminalOpened(e.terminalId(), e.workspaceId());
            case TerminalEvent.TerminalExited e ->
                new TerminalExited(e.terminalId(), e.workspaceId(), e.exitCode(), e.signal(), e.cause(), e.bytes());
            case TerminalEvent.TerminalLost e -> new TerminalLost(e.terminalId(), e.workspaceId(), e.reason());
        };
    }
}
