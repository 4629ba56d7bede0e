package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.account.AccountCommand.CreateAccount;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.Ids;
import java.time.Clock;
import java.time.Instant;

/**
 * The first account of an instance, there from the first start on.
 *
 * <p>Its id is derived from nothing but its meaning, so that replicas that start together make one account, not two.
 */
public final class Administrator {

    static final String NAME = "Administrator";
    static final String ROLE = "admin";

    private static final String ID = Ids.derive("usr", Instant.EPOCH, "administrator");

    private final Commands commands;
    private final Clock clock;

    public Administrator(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** Makes the account unless it is there; a repeat changes nothing. */
    public String ensure() {
        var event = Ids.derive("evt", Instant.EPOCH, ID, "created");
        var stamp = new Stamp(event, clock.instant(), Actor.PLATFORM, null, event, null, 0);
        commands.send(new CreateAccount(stamp, ID, NAME, ROLE));
        return ID;
    }
}
