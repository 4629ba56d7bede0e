package dev.agentdesk.terminal.attach;

import dev.agentdesk.kit.security.Principal;

/** What a WebSocket leads to. */
sealed interface Door {

    record Open(String terminalId, String workspaceId, Principal principal, boolean mayDrive) implements Door {}

    /** A handshake that is refused tells a page nothing; so it is let in and told. */
    record Closed(int code, String reason) implements Door {}
}
