package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.account.AccountCommand.SignOut;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamp;
import java.util.Set;

/** Ends browser sessions for good, and on this replica at once what they hold open; a repeat is a success. */
final class SignOuts {

    private final Commands commands;
    private final OpenConnections connections;

    SignOuts(Commands commands, OpenConnections connections) {
        this.commands = commands;
        this.connections = connections;
    }

    void end(Stamp stamp, String accountId, String digest) {
        commands.send(new SignOut(stamp, accountId, digest));
        connections.endOf(digest::equals);
    }

    /** For sessions that have ended already, with another password. */
    void cut(Set<String> digests) {
        connections.endOf(digests::contains);
    }
}
