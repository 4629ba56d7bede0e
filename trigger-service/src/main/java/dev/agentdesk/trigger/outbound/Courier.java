package dev.agentdesk.trigger.outbound;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.trigger.subscription.PauseCode;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.PauseSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionSecrets;
import dev.agentdesk.trigger.subscription.Subscriptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Carries one message to its receiver and writes down what became of it. If it dies between the two, the message is
 * carried again, under the same id.
 */
@Component
final class Courier {

    private final Subscriptions subscriptions;
    private final SubscriptionSecrets secrets;
    private final Receiver receiver;
    private final Messages messages;
    private final Attempts attempts;
    private final Health health;
    private final Commands commands;
    private final OutboundProperties properties;
    private final IdSource ids;
    private final Clock clock;
    private final FaultPoints faults;

    Courier(
            Subscriptions subscriptions,
            SubscriptionSecrets secrets,
            Receiver receiver,
            Messages messages,
            Attempts attempts,
            Health health,
            Commands commands,
            OutboundProperties properties,
            IdSource ids,
            Clock clock,
            FaultPoints faults) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.receiver = receiver;
        this.messages = messages;
        this.attempts = attempts;
        this.health = health;
        this.commands = commands;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
        this.faults = faults;
    }

    void carry(Messages.Message message) {
        var found = subscriptions.find(message.subscriptionId());
        if (found.isEmpty()) {
            return;
        }
        var subscription = found.get();
        var at = clock.instant();
        var answer = receiver.offer(subscription.settings().address(), secrets.of(subscription), message);
        faults.at("outbound.sent");
        if (answer.isTaken()) {
            attempts.add(message, at, answer, "delivered", null);
            messages.delivered(message.id());
            health.succeeded(subscription.id());
        } else {
            failed(message, at, answer);
        }
    }

    private void failed(Messages.Message message, Instant at, Receiver.Answer answer) {
        var pause = answer.isGone()
                ? java.util.Optional.<Duration>empty()
                : Messages.pause(properties, message.attempts() + 1).map(planned -> longer(planned, answer));
        if (pause.isPresent()) {
            var next = clock.instant().plus(pause.get());
            attempts.add(message, at, answer, "failed", next);
            messages.again(message.id(), next);
        } else {
            attempts.add(message, at, answer, "gave_up", null);
            messages.giveUp(message.id());
        }
        var failing = health.failed(message.subscriptionId(), at);
        if (answer.isGone()) {
            pause(message.subscriptionId(), PauseCode.GONE);
        } else if (failing.times() >= properties.pauseAfterFailures()
                && !failing.since().plus(properties.pauseAfter()).isAfter(clock.instant())) {
            pause(message.subscriptionId(), PauseCode.FAILURES);
        }
    }

    /** A receiver may ask for more time, never for less. */
    private static Duration longer(Duration planned, Receiver.Answer answer) {
        var asked = answer.retryAfter();
        return asked != null && asked.compareTo(planned) > 0 ? asked : planned;
    }

    private void pause(String subscriptionId, PauseCode code) {
        var id = ids.mint("evt");
        commands.send(new PauseSubscription(
                new Stamp(id, clock.instant(), Actor.PLATFORM, null, id, null, 0), subscriptionId, code));
    }
}
